public import CByteMarks
public import Decimals

/// A run of bytes in a batch's text arena.
public struct TextRange: Hashable, Sendable {
  private var first: Int32
  private var length: Int32

  /// The range of `count` bytes from `start`; batches are small, so that 32 bits hold both.
  public init(start: Int, count: Int) {
    first = Int32(truncatingIfNeeded: start)
    length = Int32(truncatingIfNeeded: count)
  }

  /// No bytes.
  public static let empty = TextRange(start: 0, count: 0)

  /// The first byte.
  public var start: Int { Int(first) }
  /// How many bytes.
  public var count: Int { Int(length) }
  /// The places of the bytes in the arena.
  public var range: Range<Int> { Int(first)..<Int(first) + Int(length) }
}

/// A cell as a reader hands it on: typed, and with nothing allocated for it.
public struct ScannedCell: Sendable {
  /// What the cell holds.
  public enum Kind: UInt8, Sendable {
    /// No value: a formula that was stored without a result.
    case none
    /// `number` is the value.
    case number
    /// `text` is the value.
    case text
    /// `index` names a string of the workbook's table.
    case sharedText
    /// `number` is 1 for TRUE and 0 for FALSE.
    case boolean
    /// `text` is the error's name.
    case error
    /// `number` is a date's serial number.
    case date
    /// `text` is a date in ISO 8601 form.
    case isoDate
  }

  /// The row, 0-based.
  public var row: Int32
  /// The column, 0-based.
  public var column: Int32
  /// The index of the cell's format in the workbook's table; 0 for CSV.
  public var style: Int32
  /// What the cell holds.
  public var kind: Kind
  /// The index of a shared string.
  public var index: Int32 = 0
  /// The number of a number, boolean or date.
  public var number = ExactDecimal.zero
  /// The text of a text or error; for other kinds the value as the file has it, where that was
  /// asked for.
  public var text = TextRange(start: 0, count: 0)
  /// The formula without `=`, where that was asked for.
  public var formula = TextRange(start: 0, count: 0)

  /// A cell without a value.
  public init(row: Int, column: Int, style: Int = 0, kind: Kind = .none) {
    self.row = Int32(truncatingIfNeeded: row)
    self.column = Int32(truncatingIfNeeded: column)
    self.style = Int32(truncatingIfNeeded: style)
    self.kind = kind
  }

  /// The cell's address.
  public var address: CellAddress { CellAddress(row: Int(row), column: Int(column)) }
}

/// A reused buffer of cells and the bytes of their texts: how streaming readers hand cells on.
public struct CellBatch: Sendable {
  /// The cells, in the order of the file.
  public var cells: [ScannedCell] = []
  /// The bytes of texts and formulas, valid UTF-8.
  public var arena: [UInt8] = []

  /// An empty batch with room for some thousand cells.
  public init() {
    cells.reserveCapacity(Self.cellCount + 1)
    arena.reserveCapacity(Self.arenaBytes)
  }

  /// Readers hand a batch on when it has this many cells.
  public static let cellCount = 2048
  /// Readers hand a batch on when it has this many bytes of text.
  public static let arenaBytes = 256 << 10

  /// Whether it is time to hand the batch on.
  public var isFull: Bool {
    cells.count >= Self.cellCount || arena.count >= Self.arenaBytes
  }

  /// Forgets the cells and keeps the room.
  public mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
  }

  /// Adds bytes to the arena.
  public mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
  }

  /// The text of `range`.
  public func string(_ range: TextRange) -> String {
    String(decoding: arena[range.start..<range.start + range.count], as: UTF8.self)
  }

  /// How many Unicode scalars the text of `range` has.
  @inlinable
  public func scalarCount(_ range: TextRange) -> Int {
    let blockCount = 64
    guard range.count <= blockCount, range.start <= arena.count - blockCount, range.count > 0 else {
      return arena.span.extracting(range.start..<range.start + range.count).scalarCount
    }
    // A short text is part of one block, whose other bytes are shifted out.
    let continuing = arena.withUnsafeBytes {
      gouji_utf8_marks($0.baseAddress.unsafelyUnwrapped + range.start).continuing
    }
    let unused = UInt64(truncatingIfNeeded: blockCount - range.count)
    return range.count - (continuing &<< unused).nonzeroBitCount
  }
}

extension Span where Element == UInt8 {
  /// How many Unicode scalars these bytes of valid UTF-8 are: every byte but those that continue one.
  @inlinable
  public var scalarCount: Int {
    var index = 0
    var continuing = 0
    while index + 8 <= count {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The low bit of each byte is set where its top bits are 10; the product adds them up.
      let marks = word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101
      continuing += Int((marks &* 0x0101_0101_0101_0101) >> 56)
      index += 8
    }
    if index < count, count >= 8 {
      // The last bytes once more with those before them, which are shifted out.
      let last = UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
      let word = last >> UInt64(8 * (8 - (count - index)))
      let marks = word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101
      return count - continuing - marks.nonzeroBitCount
    }
    while index < count {
      if self[index] & 0xc0 == 0x80 { continuing += 1 }
      index += 1
    }
    return count - continuing
  }
}
