public import Localization
public import Sheets

/// A workbook that could not be written, with the place and the way out.
public struct WriteError: LocalizedFailure, Hashable, CustomStringConvertible {
  /// The workbook's path, as it was given.
  public var path: String
  /// The sheet, where the fault lies in one.
  public var sheet: String?
  /// The cell, or the first cell of the range, where the fault lies in one.
  public var cell: CellAddress?
  /// What was found, what was expected and what to do, without the place.
  public var detail: Message

  /// An error made of its parts.
  public init(path: String, sheet: String? = nil, cell: CellAddress? = nil, _ detail: Message) {
    self.path = path
    self.sheet = sheet
    self.cell = cell
    self.detail = detail
  }

  /// Where the fault lies.
  public var place: Place {
    Place(file: path, sheet: sheet, spot: cell.map { .cell($0) } ?? .whole)
  }

  /// The place and the detail.
  public var message: Message {
    Message(zh: "\(place)：\(detail.chinese)", en: "\(place): \(detail.english)")
  }

  /// The English message.
  public var description: String { message.english }
}
