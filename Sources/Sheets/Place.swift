public import Localization

/// Where something stands in a user's file.
public struct Place: Hashable, Sendable {
  /// The part of the file that is meant.
  public enum Spot: Hashable, Sendable {
    /// The file as a whole, or a sheet as a whole.
    case whole
    /// A cell of a sheet.
    case cell(CellAddress)
    /// A line of a text file, from 1, and a column in characters, from 1, where known.
    case line(Int, column: Int?)
    /// A byte of a file, from 0.
    case byte(Int)
    /// A paragraph of a document, from 1.
    case paragraph(Int)
    /// A part of an archive, such as `xl/workbook.xml`, and a byte in it, from 0, where known.
    case part(String, byte: Int?)
  }

  /// The file as the user named it.
  public var file: String
  /// The sheet, where the file has sheets.
  public var sheet: String?
  /// The part that is meant.
  public var spot: Spot

  /// A place made of its parts.
  public init(file: String, sheet: String? = nil, spot: Spot = .whole) {
    self.file = file
    self.sheet = sheet
    self.spot = spot
  }
}

extension Place {
  /// Names are compared byte for byte.
  public static func == (left: Place, right: Place) -> Bool {
    left.spot == right.spot && left.file.hasSameBytes(as: right.file)
      && left.sheet.hasSameBytes(as: right.sheet)
  }

  /// Hashes the names' bytes and the spot.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(spot)
    file.hashBytes(into: &hasher)
    sheet.hashBytes(into: &hasher)
  }
}

extension Place: CustomStringConvertible {
  /// The printed form, such as `预算.xlsx!明细!B7`, `收入.csv:12:3` or `a.xlsx[xl/workbook.xml]`.
  public var description: String {
    let base = sheet.map { "\(file)!\($0)" } ?? file
    switch spot {
    case .whole: return base
    case .cell(let address): return "\(base)!\(address)"
    case .line(let line, let column): return "\(base):\(line)" + (column.map { ":\($0)" } ?? "")
    case .byte(let byte): return "\(base)@\(byte)"
    case .paragraph(let number): return "\(base)¶\(number)"
    case .part(let part, let byte): return "\(base)[\(part)\(byte.map { "@\($0)" } ?? "")]"
    }
  }
}

/// A file that could not be read, with the place and the way out.
public struct ReadError: LocalizedFailure, Hashable, CustomStringConvertible {
  /// Why a file is refused; the list is closed.
  public enum Reason: String, Sendable, CaseIterable {
    /// There is no such file, or it may not be read.
    case unreadable
    /// The file is of a kind that gouji does not read (.xls, .et, encrypted …).
    case unsupportedFormat
    /// The file ends before it is complete.
    case truncated
    /// The bytes break the rules of the format.
    case malformed
    /// A budget (bytes, cells, depth …) would be passed.
    case overBudget
    /// The text is in no encoding that gouji reads.
    case encoding
    /// The sheet that was asked for is not in the file.
    case noSuchSheet
  }

  /// Why the file is refused.
  public var reason: Reason
  /// Where.
  public var place: Place
  /// What was found, what was expected and what to do, without the place.
  public var detail: Message

  /// An error made of its parts.
  public init(_ reason: Reason, at place: Place, _ detail: Message) {
    self.reason = reason
    self.place = place
    self.detail = detail
  }

  /// The place and the detail.
  public var message: Message {
    Message(zh: "\(place)：\(detail.chinese)", en: "\(place): \(detail.english)")
  }

  /// The English message.
  public var description: String { message.english }
}
