import Disclosure
import Importing
import Profiles
import Sheets

extension ProfileReading {
  /// The title of the sheet of the working paper that `sheet` is; nil where it is none: a table that is
  /// never published, or one of the program's own lists.
  static func workingTitle(of sheet: Sheet, _ profile: Profile) -> String? {
    let first = sheet.cells.first?.address.row ?? 0
    let head = sheet.cells.prefix { $0.address.row < first + 12 }
    guard let title = head.first.map({ folded($0.text) }) else { return nil }
    for table in profile.tables where table.isWorkingPaper {
      if title == folded(table.title) { return table.title }
    }
    let texts = Set(head.map { folded($0.text) })
    return WorkingPaperSheets.all.first { own in
      let name = folded(own.name)
      return (title == name || title.hasPrefix(name + "("))
        && own.headings.allSatisfy { texts.contains(folded($0)) }
    }?.name
  }
}
