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
    // Titles begin with the year in some places.
    let isDated = title.prefix(4).allSatisfy(\.isNumber) && title.dropFirst(4).hasPrefix("年")
    let plain = isDated ? String(title.dropFirst(5)) : title
    for table in profile.tables where table.isWorkingPaper {
      let printed = profile.layouts.filter { $0.table == table.key }.map(\.title)
      let titles = ([table.title] + printed).map {
        folded($0.hasPrefix("{year}年") ? String($0.dropFirst("{year}年".count)) : $0)
      }
      if titles.contains(plain) || titles.contains(title) { return table.title }
    }
    let texts = Set(head.map { folded($0.text) })
    return WorkingPaperSheets.all.first { own in
      let name = folded(own.name)
      return (title == name || title.hasPrefix(name + "("))
        && own.headings.allSatisfy { texts.contains(folded($0)) }
    }?.name
  }
}
