import Budget
import Profiles
import Published
import Sheets
import TestKit
import Testing

/// Random single damages to published tables that were saved as CSV, most of them to their headings.
///
/// The figures stay the same, or the reader says what it did not understand. It must never give
/// other figures in silence.
@Suite struct TextDamageTests {
  private enum Outcome: String, CaseIterable {
    case same, sameAndTold, otherAndTold, refused, silentlyOther
  }

  /// A table of an example as a CSV file, and where its header is.
  private struct Sample {
    var profile: Profile
    var key: String
    var table: TextTable
    var header: Range<Int>
    var figures: [String: Int64]
  }

  @Test func `500 single damages to published CSV tables never give other figures in silence`()
    throws
  {
    let samples = try Self.examples.flatMap(Self.samples)
    #expect(samples.count > 30)
    var random = SeededRandom(seed: 20_201_125)
    var outcomes: [TextDamage: [Outcome: Int]] = [:]
    for round in 0..<500 {
      let damage = TextDamage.allCases[round % TextDamage.allCases.count]
      let sample = samples[Int.random(in: samples.indices, using: &random)]
      var table = sample.table
      table.damage(damage, header: sample.header, &random)
      let scratch = try Scratch()
      let read = try Self.read(table, sample, scratch)
      let outcome: Outcome =
        if read.figures == sample.figures {
          read.isTold ? .sameAndTold : .same
        } else if !read.isTold {
          .silentlyOther
        } else {
          read.figures.isEmpty ? .refused : .otherAndTold
        }
      outcomes[damage, default: [:]][outcome, default: 0] += 1
      if outcome == .silentlyOther {
        let keys = Set(read.figures.keys).union(sample.figures.keys).filter {
          read.figures[$0] != sample.figures[$0]
        }.sorted().prefix(3)
        Issue.record(
          "round \(round), \(damage) of \(sample.profile.id) \(sample.key): \(Array(keys))\n\(table.rows.prefix(sample.header.upperBound + 3).map { $0.joined(separator: "|") }.joined(separator: "\n"))"
        )
      }
    }
    for damage in TextDamage.allCases {
      let counts = Outcome.allCases.map { "\($0.rawValue) \(outcomes[damage]?[$0] ?? 0)" }
      print("damage of published CSV, \(damage.rawValue): \(counts.joined(separator: ", "))")
    }
    let all = Outcome.allCases.map { outcome in
      "\(outcome.rawValue) \(outcomes.values.reduce(0) { $0 + ($1[outcome] ?? 0) })"
    }
    print("500 damages of published CSV: \(all.joined(separator: ", "))")
  }

  private static let examples = [
    "weixian-2020-corrected", "yuntai-2024", "songpu-2026", "songpu-library-2026",
  ]

  private static func samples(of fixture: String) throws -> [Sample] {
    let made = try Published2020(fixture: fixture)
    let scratch = try Scratch()
    return try made.sheets().compactMap { sheet in
      guard
        let layout = made.profile.layouts.first(where: { $0.sheet == sheet.name }),
        made.profile.table(layout.table)?.isWorkingPaper == false
      else { return nil }
      let depth = layout.columns.map(\.heading.count).max() ?? 1
      var sample = Sample(
        profile: made.profile.forPublished, key: layout.table, table: TextTable(sheet),
        header: layout.grid.headingRow..<(layout.grid.headingRow + depth), figures: [:])
      let read = try read(sample.table, sample, scratch)
      #expect(!read.isTold, "\(fixture) \(sheet.name)")
      sample.figures = read.figures
      // A table without figures has none to be misread.
      return read.figures.isEmpty ? nil : sample
    }
  }

  /// The figures other than 0, and whether anything was said about the table.
  private static func read(
    _ table: TextTable, _ sample: Sample, _ scratch: Scratch
  ) throws -> (figures: [String: Int64], isTold: Bool) {
    let workbook = PublishedReader(profile: sample.profile).read([try table.read(scratch)])
    var figures: [String: Int64] = [:]
    var missing: Set<String> = []
    for statement in workbook.statements.statements {
      for key in workbook.statements.keys(of: statement) {
        guard let figure = workbook.statements[key] else { continue }
        if case .missing = figure.state { missing.insert(key.description) }
        guard figure.state == .value, figure.shown.atoms != 0 else { continue }
        figures[key.description] = figure.shown.atoms
      }
    }
    // What is missing is told by every rule that needs it.
    let lacks = !missing.isDisjoint(with: sample.figures.keys)
    let isTold = workbook.notes.contains {
      $0.kind != "missing-table" || $0.raw == sample.key
    }
    return (figures, isTold || lacks || workbook.tables.isEmpty)
  }
}

/// What can happen to a table on its way through text files.
enum TextDamage: String, CaseIterable {
  case headingBlanked, headingRenamed, headingSpaced, headingShifted, headingBroken
  case headingFilled, groupCentred, groupMissing, headerFlattened, headerSwapped, headerRepeated
  case rowUnderHeader, rowInHeader, columnNumbers, unitsUnderHeader, unitMissing, titleMissing
  case columnMoved, columnInserted, columnRemoved, emptyColumnInserted, subtotalInserted
  case fullWidthDigit, zeroLost, codesJoined, blankRow
}

extension TextTable {
  /// Damages the table, whose headings are in the rows `header`.
  mutating func damage(
    _ damage: TextDamage, header: Range<Int>, _ random: inout some RandomNumberGenerator
  ) {
    let body = header.upperBound..<rows.count
    let row = Int.random(in: header, using: &random)
    let named = rows[row].indices.filter { !rows[row][$0].isEmpty }
    guard let column = named.randomElement(using: &random) else { return }
    let line = Int.random(in: body, using: &random)
    let width = rows[row].count
    let blank = Array(repeating: "", count: width)
    switch damage {
    case .headingBlanked: rows[row][column] = ""
    case .headingRenamed: rows[row][column] = "内容"
    case .headingSpaced: rows[row][column] = rows[row][column].map { "\($0)　" }.joined()
    case .headingShifted:
      rows[row].insert("", at: column)
      rows[row].removeLast()
    case .headingBroken:
      // A line break that no quotes keep together.
      let cut = rows[row][column].count / 2
      let head = rows[row].prefix(column) + [String(rows[row][column].prefix(cut))]
      let tail = [String(rows[row][column].dropFirst(cut))] + rows[row].dropFirst(column + 1)
      rows[row] = (head + blank).prefix(width).map { $0 }
      rows.insert((tail + blank).prefix(width).map { $0 }, at: row + 1)
    case .headingFilled:
      // Every cell of a merged range has its text.
      for position in rows[row].indices.dropFirst() where rows[row][position].isEmpty {
        let isCovered = header.contains { $0 != row && $0 < row && !rows[$0][position].isEmpty }
        if !isCovered { rows[row][position] = rows[row][position - 1] }
      }
    case .groupCentred:
      let end = named.first { $0 > column } ?? width
      let middle = (column + end - 1) / 2
      rows[row].swapAt(column, middle)
    case .groupMissing: rows[header.lowerBound] = blank
    case .headerFlattened:
      let texts = rows[header.lowerBound].indices.map { position in
        header.map { rows[$0][position] }.filter { !$0.isEmpty }.joined(separator: " ")
      }
      rows.replaceSubrange(header, with: [texts])
    case .headerSwapped: rows.swapAt(header.lowerBound, header.upperBound - 1)
    case .headerRepeated: rows.insert(contentsOf: rows[header], at: line)
    case .rowUnderHeader: rows.insert(blank, at: header.upperBound)
    case .rowInHeader: rows.insert(blank, at: header.lowerBound + 1)
    case .columnNumbers:
      rows.insert((0..<width).map { $0 == 0 ? "栏次" : "\($0)" }, at: header.upperBound)
    case .unitsUnderHeader:
      rows.insert((0..<width).map { $0 == 0 ? "" : "万元" }, at: header.upperBound)
    case .unitMissing:
      for index in 0..<header.lowerBound {
        rows[index] = rows[index].map { $0.contains("单位：") && $0.contains("元") ? "" : $0 }
      }
    case .titleMissing: rows[0..<header.lowerBound] = [blank]
    case .columnMoved:
      let target = Int.random(in: 0..<width, using: &random)
      rows = rows.enumerated().map { index, cells in
        var cells = cells
        if index >= header.lowerBound { cells.insert(cells.remove(at: column), at: target) }
        return cells
      }
    case .columnInserted:
      rows = rows.enumerated().map { index, cells in
        let text =
          index == row ? "上年预算数" : body.contains(index) ? "\(index * 100)" : ""
        return cells[..<column] + [text] + cells[column...]
      }
    case .columnRemoved:
      rows = rows.enumerated().map { index, cells in
        var cells = cells
        if index >= header.lowerBound { cells[column] = "" }
        return cells
      }
    case .emptyColumnInserted:
      rows = rows.map { $0[..<column] + [""] + $0[column...] }
    case .subtotalInserted:
      var cells = blank
      cells[0] = ["小计", "本页小计", "基本支出小计"].randomElement(using: &random) ?? "小计"
      cells[width - 1] = "12.50"
      rows.insert(cells, at: line)
    case .fullWidthDigit:
      rows[line] = rows[line].map { text in
        String(
          String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
              ("0"..."9").contains(scalar)
                ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
            }))
      }
    case .zeroLost:
      rows[line] = rows[line].map { $0.count == 2 && $0.first == "0" ? String($0.suffix(1)) : $0 }
    case .codesJoined:
      rows[line] = rows[line].enumerated().map { position, text in
        guard position == 0, text.count == 3, Int(text) != nil else {
          return [1, 2].contains(position) && text.count == 2 && Int(text) != nil ? "" : text
        }
        return ([text] + rows[line][1...2].filter { $0.count == 2 && Int($0) != nil }).joined()
      }
    case .blankRow: rows.insert(blank, at: line)
    }
  }
}
