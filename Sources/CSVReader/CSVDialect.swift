/// How a file separates and quotes its fields.
public struct CSVDialect: Hashable, Sendable {
  /// The byte between fields.
  public var delimiter: UInt8
  /// The byte around fields that hold delimiters or line ends; nil where there is none.
  public var quote: UInt8?
  /// The byte that takes the next one's meaning away; nil where quotes are doubled.
  public var escape: UInt8?

  /// A dialect made of its parts; without any that of RFC 4180.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), escape: UInt8? = nil
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
  }
}
