import Bytes
import CFuzzing
import Sheets
import XMLScan

/// Reads `input` with expat and with our scanner: what expat takes, ours must take with the same
/// events.
///
/// Ours takes more (it checks no names and no characters) and no DTD, and it has budgets.
func compareWithExpat(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) {
  guard let theirs = ExpatOutline.read(input) else { return }
  do throws(ReadError) {
    let ours = try scannerOutline(input, limits)
    precondition(ours == theirs, "expat sees other events")
  } catch {
    precondition(error.reason == .overBudget || error.reason == .encoding, "expat reads this")
  }
}

/// The attributes that both are asked for, by their local names.
private let attributeNames: [StaticString] = ["r", "s", "t", "a", "id", "ref"]

/// The events in one text: `<` and attributes for a start, `>` for an end, texts joined.
private func scannerOutline(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) -> [UInt8] {
  let place = Place(file: "fuzz", spot: .part("part", byte: nil))
  var scanner = try XMLScanner(MemorySource(input, piece: 7), place: place, limits: limits)
  var result: [UInt8] = []
  while true {
    switch try scanner.next() {
    case .start:
      result.append(1)
      for name in attributeNames {
        guard let value = try scanner.attribute(name) else { continue }
        result.append(2)
        result += name.description.utf8
        result.append(3)
        result += value.utf8
      }
    case .end: result.append(4)
    case .text: try scanner.appendText(to: &result)
    case .finished: return result
    }
  }
}

/// What expat's callbacks collect.
private final class ExpatOutline {
  var events: [UInt8] = []
  var hasDTD = false

  /// The outline of `input`; nil where expat refuses it or it has a DTD.
  static func read(_ input: [UInt8]) -> [UInt8]? {
    guard let parser = XML_ParserCreate(nil) else { return nil }
    defer { XML_ParserFree(parser) }
    let outline = ExpatOutline()
    XML_SetUserData(parser, Unmanaged.passUnretained(outline).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, _, attributes in
        guard let outline = ExpatOutline.at(data) else { return }
        outline.events.append(1)
        outline.add(attributes)
      },
      { data, _ in ExpatOutline.at(data)?.events.append(4) })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
        ExpatOutline.at(data)?.events.append(
          contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      ExpatOutline.at(data)?.hasDTD = true
    }
    let status = input.withUnsafeBytes { bytes in
      XML_Parse(
        parser, bytes.bindMemory(to: CChar.self).baseAddress, CInt(bytes.count), 1)
    }
    return status == XML_STATUS_OK && !outline.hasDTD ? outline.events : nil
  }

  private static func at(_ data: UnsafeMutableRawPointer?) -> ExpatOutline? {
    data.map { Unmanaged<ExpatOutline>.fromOpaque($0).takeUnretainedValue() }
  }

  private func add(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    var attributes: [(name: String, value: String)] = []
    var index = 0
    while let list, let name = list[index], let value = list[index + 1] {
      let local = String(cString: name).split(separator: ":", omittingEmptySubsequences: false)
      attributes.append((String(local.last ?? ""), String(cString: value)))
      index += 2
    }
    for wanted in attributeNames {
      guard let found = attributes.first(where: { $0.name == wanted.description }) else { continue }
      events.append(2)
      events += wanted.description.utf8
      events.append(3)
      events += found.value.utf8
    }
  }
}
