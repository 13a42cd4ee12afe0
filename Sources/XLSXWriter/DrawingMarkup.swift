internal import Sheets

/// Writes where the charts of one sheet lie.
struct DrawingMarkup {
  let charts: [Chart]
  let pixels: SheetPixels

  /// The part; the charts' relations have the ids `rId1`, `rId2` and so on.
  var part: [UInt8] {
    var xml = Markup(
      part: "<xdr:wsDr xmlns:xdr=\"\(Namespace.sheetDrawing)\" xmlns:a=\"\(Namespace.drawing)\">")
    for (index, chart) in charts.enumerated() {
      let place = pixels.place(
        at: chart.position, offset: (0, 0), size: (chart.width, chart.height))
      xml.add("<xdr:twoCellAnchor>")
      add("xdr:from", place.first, place.start, to: &xml)
      add("xdr:to", place.last, place.end, to: &xml)
      xml.add(
        "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"\(index + 2)\" name=\"Chart \(index + 1)\""
      )
      if !chart.description.isEmpty {
        xml.add(" descr=\"")
        xml.add(value: chart.description)
        xml.add("\"")
      }
      xml.add(
        "/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"\(Namespace.chart)\"><c:chart xmlns:c=\"\(Namespace.chart)\" xmlns:r=\"\(Namespace.relations)\" r:id=\"rId\(index + 1)\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
      )
    }
    xml.add("</xdr:wsDr>")
    return xml.bytes
  }

  // A pixel of a 96th of an inch has 9 525 of the units of drawings.
  private func add(
    _ element: String, _ cell: CellAddress, _ offset: (x: Int, y: Int), to xml: inout Markup
  ) {
    xml.add(
      "<\(element)><xdr:col>\(cell.column)</xdr:col><xdr:colOff>\(offset.x * 9525)</xdr:colOff><xdr:row>\(cell.row)</xdr:row><xdr:rowOff>\(offset.y * 9525)</xdr:rowOff></\(element)>"
    )
  }
}
