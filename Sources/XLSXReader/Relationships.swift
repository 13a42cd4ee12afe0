import Sheets
import XMLScan
import Zip

/// The relationships of one part: what it refers to, by id and by kind.
struct Relationships {
  struct Target {
    var id: String
    /// The last step of the relationship's type, such as `worksheet`; the same for strict and
    /// transitional documents.
    var kind: String
    var part: String
    var isExternal: Bool
  }

  private(set) var targets: [Target] = []

  /// Reads the relationships of `part`; none where the archive has no list of them.
  init(of part: String, in archive: ZipArchive, file: String, limits: ReadLimits) throws(ReadError)
  {
    let name = PartName.relationships(of: part)
    guard let source = try archive.open(name) else { return }
    let place = Place(file: file, spot: .part(name, byte: nil))
    var scanner = try XMLScanner(source, place: place, limits: limits)
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("Relationship"):
        guard let target = try scanner.attribute("Target") else { break }
        let type = try scanner.attribute("Type") ?? ""
        let mode = try scanner.attribute("TargetMode") ?? ""
        targets.append(
          Target(
            id: try scanner.attribute("Id") ?? "",
            kind: String(type.split(separator: "/").last ?? ""),
            part: mode == "External" ? target : PartName.resolve(target, from: part),
            isExternal: mode == "External"))
      case .finished: return
      default: break
      }
    }
  }

  func part(id: String) -> Target? { targets.first { $0.id == id } }

  func part(kind: String) -> String? {
    targets.first { $0.kind == kind && !$0.isExternal }?.part
  }
}
