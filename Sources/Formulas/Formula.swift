public import Decimals

/// A spreadsheet formula as a value, without its `=`.
public indirect enum Formula: Hashable, Sendable {
  /// A number as it is written in the formula; never negative, a sign is an operator.
  case number(ExactDecimal)
  /// A text in quotation marks.
  case text(String)
  /// `TRUE` or `FALSE`.
  case boolean(Bool)
  /// An error value such as `#REF!`.
  case error(ErrorValue)
  /// A cell or a range of cells.
  case reference(Reference)
  /// A defined name.
  case name(String)
  /// A sign before an operand.
  case signed(Sign, Formula)
  /// An operand followed by `%`.
  case percent(Formula)
  /// Two operands with an operator between them.
  case binary(Operator, Formula, Formula)
  /// A function, by its name in capitals, and its arguments.
  case call(String, [Formula])
  /// An argument that is left out, as the second in `IF(A1,,0)`; only in calls of two or more.
  case omitted
}

/// A sign before an operand; it binds more tightly than `%` and `^`, so `-2^2` is 4.
public enum Sign: String, Hashable, Sendable, CaseIterable {
  /// Turns the number round.
  case minus = "-"
  /// Changes nothing.
  case plus = "+"
}

/// An operator between two operands; all are left-associative, `^` too.
public enum Operator: String, Hashable, Sendable, CaseIterable {
  /// Addition.
  case add = "+"
  /// Subtraction.
  case subtract = "-"
  /// Multiplication.
  case multiply = "*"
  /// Division.
  case divide = "/"
  /// Exponentiation.
  case power = "^"
  /// Two texts in a row.
  case concatenate = "&"
  /// Equality; texts are compared without regard to case.
  case equal = "="
  /// Inequality.
  case notEqual = "<>"
  /// Less than.
  case less = "<"
  /// Greater than.
  case greater = ">"
  /// Less than or equal.
  case lessOrEqual = "<="
  /// Greater than or equal.
  case greaterOrEqual = ">="

  /// How tightly it binds, from 1 (comparisons) to 5 (`^`).
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .greater, .lessOrEqual, .greaterOrEqual: 1
    case .concatenate: 2
    case .add, .subtract: 3
    case .multiply, .divide: 4
    case .power: 5
    }
  }
}

/// The error values that a cell can show.
public enum ErrorValue: String, Hashable, Sendable, CaseIterable {
  /// Ranges without a common cell.
  case null = "#NULL!"
  /// Division by zero.
  case division = "#DIV/0!"
  /// An operand of the wrong kind.
  case value = "#VALUE!"
  /// A reference to a cell that no longer exists.
  case reference = "#REF!"
  /// An unknown name or function.
  case name = "#NAME?"
  /// A number outside what is possible.
  case number = "#NUM!"
  /// A value that is not available.
  case notAvailable = "#N/A"
}

extension Formula {
  /// All references in the formula, from left to right.
  public var references: [Reference] {
    var found: [Reference] = []
    collectReferences(into: &found)
    return found
  }

  private func collectReferences(into found: inout [Reference]) {
    switch self {
    case .reference(let reference): found.append(reference)
    case .signed(_, let operand), .percent(let operand): operand.collectReferences(into: &found)
    case .binary(_, let left, let right):
      left.collectReferences(into: &found)
      right.collectReferences(into: &found)
    case .call(_, let arguments):
      for argument in arguments { argument.collectReferences(into: &found) }
    case .number, .text, .boolean, .error, .name, .omitted: break
    }
  }
}
