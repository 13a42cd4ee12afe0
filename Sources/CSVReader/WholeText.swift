package import Bytes
package import Localization
package import Sheets

/// A text file read whole: a note (说明) and not a table.
package struct WholeText {
  /// The text.
  package let text: String
  /// What a user should know about the file.
  package let notes: [Message]

  /// Reads `file` in the encoding that its content shows.
  package init(_ file: FileBytes, limits: ReadLimits) throws(ReadError) {
    let survey = try EncodingSurvey(file)
    notes = survey.notes
    let source = CSVFile.text(file, survey.encoding, from: survey.markCount)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try source.read(into: &buffer, 0..<buffer.count)
      if count == 0 { break }
      bytes += buffer[..<count]
      guard bytes.count <= limits.textBytes else {
        throw ReadError(
          .overBudget, at: Place(file: file.path), limits.exceeded(\.textBytes))
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
  }
}
