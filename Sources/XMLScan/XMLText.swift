import Bytes
import Localization
import Sheets

/// Finds the encoding of an XML part (XML 1.0, appendix F) and gives its text as checked UTF-8.
func xmlText(_ source: any ByteSource, place: Place) throws(ReadError) -> any ByteSource {
  var head = [UInt8](repeating: 0, count: 256)
  var count = 0
  while count < head.count {
    let got = try source.read(into: &head, count..<head.count)
    if got == 0 { break }
    count += got
  }
  let start = head[..<count]
  switch (start.first, start.dropFirst().first) {
  case (0xff, 0xfe), (0x3c, 0x00):
    return TranscodingSource(
      PrefixedSource(start, source), UTF16Transcoder(bigEndian: false), place: place)
  case (0xfe, 0xff), (0x00, 0x3c):
    return TranscodingSource(
      PrefixedSource(start, source), UTF16Transcoder(bigEndian: true), place: place)
  default:
    break
  }
  let text = start.starts(with: [0xef, 0xbb, 0xbf]) ? start.dropFirst(3) : start
  let rest = PrefixedSource(text, source)
  switch declaredEncoding(text) {
  case nil, "utf-8", "utf8", "us-ascii", "ascii":
    return UTF8Source(rest, place: place)
  case "iso-8859-1", "latin1":
    return TranscodingSource(rest, Latin1Transcoder(), place: place)
  case let name?:
    throw ReadError(
      .encoding, at: place,
      Message(
        zh: "部件声明的编码 \(name) 不受支持；请用 Excel/WPS 打开后另存为 .xlsx",
        en: "the part declares the encoding \(name), which gouji does not read; open it in a "
          + "spreadsheet program and save it as .xlsx"))
  }
}

/// The encoding in an XML declaration, in lower case.
private func declaredEncoding(_ text: ArraySlice<UInt8>) -> String? {
  guard text.starts(with: Array("<?xml".utf8)) else { return nil }
  let declaration = String(decoding: text.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
  let parts = declaration.split(separator: "=", omittingEmptySubsequences: false)
  for (index, part) in parts.enumerated().dropLast() {
    guard part.split(whereSeparator: \.isWhitespace).last == "encoding" else { continue }
    let value = parts[index + 1].drop(while: \.isWhitespace)
    guard let quote = value.first else { return nil }
    return value.dropFirst().prefix { $0 != quote }.lowercased()
  }
  return nil
}
