internal import Sheets

/// Writes the comments of one sheet, and the boxes in which they show.
struct CommentMarkup {
  let comments: [(address: CellAddress, text: String)]
  private let pixels: SheetPixels

  init(_ sheet: SheetDraft) {
    comments = sheet.cells.compactMap { address, cell in cell.comment.map { (address, $0) } }
    pixels = SheetPixels(sheet)
  }

  /// The part with the texts.
  var part: [UInt8] {
    var xml = Markup(
      part:
        "<comments xmlns=\"\(Namespace.main)\"><authors><author></author></authors><commentList>")
    for (address, text) in comments {
      xml.add(
        "<comment ref=\"\(address)\" authorId=\"0\"><text><r><rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"宋体\"/><family val=\"2\"/></rPr>"
      )
      xml.add(textElement: storedText(text))
      xml.add("</r></text></comment>")
    }
    xml.add("</commentList></comments>")
    return xml.bytes
  }

  /// How many numbers for shapes are kept for one list of them.
  static let shapesInList = 1024

  /// How many lists of numbers the shapes take.
  var shapeLists: Int { comments.count / Self.shapesInList + 1 }

  /// The part with the boxes, in the language that Excel keeps for them; their numbers come from
  /// the lists from `firstList` on.
  func shapes(firstList: Int) -> [UInt8] {
    let lists = (firstList..<firstList + shapeLists).map { String($0) }.joined(separator: ",")
    var xml = Markup()
    xml.add(
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(lists)\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    )
    for (index, comment) in comments.enumerated() {
      add(
        comment.address, CommentBox.height(for: comment.text),
        id: Self.shapesInList * firstList + index + 1, layer: index + 1, to: &xml)
    }
    xml.add("</xml>")
    return xml.bytes
  }

  private func add(
    _ cell: CellAddress, _ height: Int, id: Int, layer: Int, to xml: inout Markup
  ) {
    // Right of the cell and a little above it; left of it at the right edge of the sheet.
    let column = cell.column < CellAddress.columnLimit - 4 ? cell.column + 1 : cell.column - 4
    let corner = CellAddress(row: max(cell.row - 1, 0), column: column)
    let place = pixels.place(
      at: corner, offset: (15, cell.row == 0 ? 2 : 10), size: (CommentBox.width, height))
    let points = [place.left, place.top, CommentBox.width, height].map { Double($0) * 0.75 }
    xml.add(
      "<v:shape id=\"_x0000_s\(id)\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:")
    xml.add(points[0])
    xml.add("pt;margin-top:")
    xml.add(points[1])
    xml.add("pt;width:")
    xml.add(points[2])
    xml.add("pt;height:")
    xml.add(points[3])
    xml.add(
      "pt;z-index:\(layer);visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>"
    )
    let anchor = [
      place.first.column, place.start.x, place.first.row, place.start.y, place.last.column,
      place.end.x, place.last.row, place.end.y,
    ]
    xml.add(anchor.map { String($0) }.joined(separator: ", "))
    xml.add(
      "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\(cell.row)</x:Row><x:Column>\(cell.column)</x:Column></x:ClientData></v:shape>"
    )
  }
}

/// The size of a comment's box, in pixels, so that its text fits.
enum CommentBox {
  static let width = 260

  /// At 9 points a Chinese character is 12 pixels wide, a Latin one about 6, a line 16 tall.
  static func height(for comment: String) -> Int {
    let lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let pixels = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 6 : 12) }
      return max(1, (pixels + width - 21) / (width - 20))
    }
    return min(lines.reduce(0, +) * 16 + 12, 600)
  }
}
