internal import Decimals
internal import Sheets

/// Writes a chart.
struct ChartMarkup {
  let chart: Chart
  let workbook: WorkbookDraft

  // Axes name each other by these numbers, which are the chart's own.
  private static let categoryAxis = "50010001"
  private static let figureAxis = "50010002"

  /// The part.
  var part: [UInt8] {
    var xml = Markup(
      part:
        "<c:chartSpace xmlns:c=\"\(Namespace.chart)\" xmlns:a=\"\(Namespace.drawing)\" xmlns:r=\"\(Namespace.relations)\"><c:lang val=\"en-US\"/><c:chart>"
    )
    if chart.title.isEmpty {
      xml.add("<c:autoTitleDeleted val=\"1\"/>")
    } else {
      xml.add(title: chart.title, properties: " sz=\"1400\" b=\"1\" i=\"0\" baseline=\"0\"")
    }
    xml.add("<c:plotArea><c:layout/>")
    if chart.kind == .pie {
      xml.add("<c:pieChart><c:varyColors val=\"1\"/>")
      addSeries(to: &xml)
      xml.add("<c:firstSliceAng val=\"0\"/></c:pieChart>")
    } else {
      addBars(to: &xml)
    }
    xml.add("</c:plotArea>")
    addLegend(to: &xml)
    xml.add(
      "<c:plotVisOnly val=\"1\"/></c:chart><c:printSettings><c:headerFooter/><c:pageMargins b=\"0.75\" l=\"0.7\" r=\"0.7\" t=\"0.75\" header=\"0.3\" footer=\"0.3\"/><c:pageSetup/></c:printSettings></c:chartSpace>"
    )
    return xml.bytes
  }

  // MARK: Series

  private func addSeries(to xml: inout Markup) {
    for (index, series) in chart.series.enumerated() {
      xml.add("<c:ser><c:idx val=\"\(index)\"/><c:order val=\"\(index)\"/>")
      if !series.name.isEmpty {
        xml.add("<c:tx><c:v>")
        xml.add(text: series.name)
        xml.add("</c:v></c:tx>")
      }
      add(series.fill, to: &xml)
      if series.labels { addLabels(series.labelFormat, to: &xml) }
      xml.add("<c:cat>")
      add(series.categories, hasTexts: true, to: &xml)
      xml.add("</c:cat><c:val>")
      add(series.values, hasTexts: false, to: &xml)
      xml.add("</c:val></c:ser>")
    }
  }

  private func add(_ fill: Chart.Series.Fill, to xml: inout Markup) {
    switch fill {
    case .automatic: break
    case .invisible: xml.add("<c:spPr><a:noFill/></c:spPr>")
    case .color(let color): xml.add(solid: color)
    case .points(let colors):
      for (index, color) in colors.enumerated() {
        xml.add("<c:dPt><c:idx val=\"\(index)\"/>")
        xml.add(solid: color)
        xml.add("</c:dPt>")
      }
    }
  }

  private func addLabels(_ own: String?, to xml: inout Markup) {
    xml.add("<c:dLbls>")
    if chart.kind == .pie {
      xml.add("<c:showCatName val=\"1\"/><c:showPercent val=\"1\"/><c:showLeaderLines val=\"1\"/>")
    } else {
      // A part of nothing in a stack needs no label.
      let format =
        chart.kind == .stackedColumn
        ? "\(chart.numberFormat);-\(chart.numberFormat);" : chart.numberFormat
      xml.add(numberFormat: own ?? format)
      xml.add("<c:showVal val=\"1\"/>")
    }
    xml.add("</c:dLbls>")
  }

  /// A reference to cells, with a copy of what they show.
  private func add(_ cells: Chart.Cells, hasTexts: Bool, to xml: inout Markup) {
    let values = self.values(of: cells)
    let isText = hasTexts && haveText(values)
    let kind = isText ? "str" : "num"
    xml.add("<c:\(kind)Ref><c:f>")
    xml.add(text: "\(Names.quoted(cells.sheet))!\(cells.range.absolute)")
    xml.add("</c:f><c:\(kind)Cache>")
    if !isText { xml.add("<c:formatCode>General</c:formatCode>") }
    xml.add("<c:ptCount val=\"\(values.count)\"/>")
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      if !isText, case .text = value { continue }
      xml.add("<c:pt idx=\"\(index)\"><c:v>")
      switch value {
      case .number(let number): xml.add(number)
      case .text(let text): xml.add(text: text)
      }
      xml.add("</c:v></c:pt>")
    }
    xml.add("</c:\(kind)Cache></c:\(kind)Ref>")
  }

  private func haveText(_ values: [CachedValue?]) -> Bool {
    values.contains { if case .text = $0 { true } else { false } }
  }

  private func values(of cells: Chart.Cells) -> [CachedValue?] {
    guard let sheet = workbook.sheets.first(where: { $0.name == cells.sheet }) else { return [] }
    let range = cells.range
    return (range.first.row...range.last.row).flatMap { row in
      (range.first.column...range.last.column).map { column in
        switch sheet[CellAddress(row: row, column: column)]?.content {
        case .number(let number): .number(number)
        case .text(let text), .link(let text, _): text.isEmpty ? nil : .text(storedText(text))
        case .formula(_, let cached): cached
        case .blank, nil: nil
        }
      }
    }
  }

  // MARK: Columns and bars

  private func addBars(to xml: inout Markup) {
    let isBar = chart.kind == .bar
    let isStacked = chart.kind == .stackedColumn
    xml.add(
      "<c:barChart><c:barDir val=\"\(isBar ? "bar" : "col")\"/><c:grouping val=\"\(isStacked ? "stacked" : "clustered")\"/>"
    )
    addSeries(to: &xml)
    xml.add("<c:gapWidth val=\"\(chart.gap)\"/>")
    if isStacked { xml.add("<c:overlap val=\"100\"/>") }
    xml.add(
      "<c:axId val=\"\(Self.categoryAxis)\"/><c:axId val=\"\(Self.figureAxis)\"/></c:barChart>")
    // Names of categories stay at the edge when columns reach below zero. In bars the first comes
    // to the top, and the figures' axis stays at the bottom.
    xml.add(
      "<c:catAx><c:axId val=\"\(Self.categoryAxis)\"/><c:scaling><c:orientation val=\"\(isBar ? "maxMin" : "minMax")\"/></c:scaling><c:axPos val=\"\(isBar ? "l" : "b")\"/>"
    )
    if !haveText(values(of: chart.series[0].categories)) {
      xml.add("<c:numFmt formatCode=\"General\" sourceLinked=\"1\"/>")
    }
    xml.add(
      "<c:tickLblPos val=\"low\"/><c:crossAx val=\"\(Self.figureAxis)\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/></c:catAx>"
    )
    xml.add(
      "<c:valAx><c:axId val=\"\(Self.figureAxis)\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:axPos val=\"\(isBar ? "b" : "l")\"/><c:majorGridlines><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    if !chart.unit.isEmpty { xml.add(title: chart.unit, properties: "") }
    xml.add(numberFormat: chart.numberFormat)
    xml.add(
      "<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"\(Self.categoryAxis)\"/><c:crosses val=\"\(isBar ? "max" : "autoZero")\"/><c:crossBetween val=\"between\"/></c:valAx>"
    )
  }

  // MARK: Legend

  private func addLegend(to xml: inout Markup) {
    guard chart.legend != .none else { return }
    xml.add("<c:legend><c:legendPos val=\"\(chart.legend == .right ? "r" : "b")\"/>")
    // What is not seen, and what has no name, has no entry.
    for (index, series) in chart.series.enumerated()
    where series.fill == .invisible || series.name.isEmpty {
      xml.add("<c:legendEntry><c:idx val=\"\(index)\"/><c:delete val=\"1\"/></c:legendEntry>")
    }
    xml.add("<c:layout/>")
    if chart.kind == .pie {
      xml.add(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr rtl=\"0\"><a:defRPr/></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>"
      )
    }
    xml.add("</c:legend>")
  }
}

extension Markup {
  fileprivate mutating func add(title: String, properties: String) {
    add(
      "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr\(properties)/></a:pPr><a:r><a:rPr lang=\"en-US\"\(properties)/><a:t>"
    )
    add(text: title)
    add("</a:t></a:r></a:p></c:rich></c:tx><c:layout/></c:title>")
  }

  fileprivate mutating func add(solid color: UInt32) {
    add("<c:spPr><a:solidFill><a:srgbClr val=\"\(hexadecimal(color))\"/></a:solidFill></c:spPr>")
  }

  fileprivate mutating func add(numberFormat code: String) {
    add("<c:numFmt formatCode=\"")
    add(value: code)
    add("\" sourceLinked=\"0\"/>")
  }
}
