import Bytes
import Localization

/// Finds a file's dialect from its beginning: the one under which the records are most alike.
struct DialectSniffer {
  struct Finding {
    var dialect = CSVDialect()
    /// The bytes of a leading `sep=` line, which is no record.
    var separatorLineCount = 0
    var notes: [Message] = []
  }

  private let sample: ArraySlice<UInt8>
  private let isWhole: Bool

  init(_ sample: ArraySlice<UInt8>, isWhole: Bool) {
    self.sample = sample
    self.isWhole = isWhole
  }

  func find() -> Finding {
    var finding = Finding()
    if let (delimiter, count) = separatorLine() {
      finding.dialect.delimiter = delimiter
      finding.separatorLineCount = count
    } else {
      finding.dialect.delimiter = delimiter()
    }
    finding.dialect.escape = escape(finding.dialect)
    if finding.dialect.delimiter != UInt8(ascii: ",") {
      let name =
        finding.dialect.delimiter == 0x09
        ? "Tab" : String(Unicode.Scalar(finding.dialect.delimiter))
      finding.notes.append(
        Message(
          zh: "字段分隔符为“\(name)”（按内容识别）",
          en: "fields are separated by “\(name)” (found from the content)"))
    }
    return finding
  }

  /// `sep=;` in the first line, by which Excel is told the delimiter.
  private func separatorLine() -> (UInt8, Int)? {
    let line = sample.prefix { $0 != 0x0a && $0 != 0x0d }
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let delimiter = line.last else {
      return nil
    }
    var end = line.endIndex
    if end < sample.endIndex, sample[end] == 0x0d { end += 1 }
    if end < sample.endIndex, sample[end] == 0x0a { end += 1 }
    return (delimiter, end - sample.startIndex)
  }

  /// The byte that stands before quotes inside quoted fields, where quotes are not doubled: a
  /// backslash, or NUL as one old exporter has it.
  private func escape(_ dialect: CSVDialect) -> UInt8? {
    guard let quote = dialect.quote else { return nil }
    var escaped: [UInt8: Int] = [:]
    var doubled = 0
    let bytes = sample.span
    func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0x0a }
    var marks = MarkedBytes(controlsOr: quote, quote, quote, in: bytes)
    var index = marks.next(from: 0, in: bytes)
    while index < bytes.count {
      if bytes[index] == quote {
        let (before, next) = (byte(index - 1), byte(index + 1))
        if before == UInt8(ascii: "\\") || before == 0 {
          // `\"` before a delimiter is more likely a path or an inch that ends with a backslash.
          if next != dialect.delimiter && next != 0x0a && next != 0x0d || next == quote {
            escaped[before, default: 0] += 1
          }
        } else if before == quote, ![dialect.delimiter, 0x0a, 0x0d].contains(byte(index - 2)) {
          doubled += 1
        }
      }
      index = marks.next(from: index + 1, in: bytes)
    }
    guard let best = escaped.max(by: { $0.value < $1.value }), best.value > doubled else {
      return nil
    }
    return best.key
  }

  private func delimiter() -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), score: 0.0)
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
      let score = consistency(delimiter)
      if score > best.score { best = (delimiter, score) }
    }
    return best.delimiter
  }

  /// How alike the records are in their number of fields, and how many fields they have.
  private func consistency(_ delimiter: UInt8) -> Double {
    var counts: [Int: Int] = [:]
    var fields = 1
    var inQuotes = false
    var isBlank = true
    var records = 0
    let quote = UInt8(ascii: "\"")
    let bytes = sample.span
    var marks = MarkedBytes(controlsOr: delimiter, quote, quote, in: bytes)
    var index = 0
    while index < bytes.count {
      let mark = marks.next(from: index, in: bytes)
      if mark > index { isBlank = false }
      guard mark < bytes.count else { break }
      index = mark + 1
      let byte = bytes[mark]
      if byte == quote { inQuotes.toggle() }
      if !inQuotes, byte == 0x0a || byte == 0x0d {
        if !isBlank {
          counts[fields, default: 0] += 1
          records += 1
        }
        (fields, isBlank) = (1, true)
        continue
      }
      isBlank = false
      if !inQuotes, byte == delimiter { fields += 1 }
    }
    if !isBlank, isWhole || records == 0 {
      counts[fields, default: 0] += 1
      records += 1
    }
    guard records > 0 else { return 0 }
    var best = 0.0
    for (fields, count) in counts where fields > 1 {
      let share = Double(count) / Double(records)
      best = max(best, share * (1 - 1 / Double(fields + 1)))
    }
    return best
  }
}
