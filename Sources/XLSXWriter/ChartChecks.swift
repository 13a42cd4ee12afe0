internal import Sheets

extension DraftChecks {
  /// Refuses charts that Excel would leave out, complain about, or draw over other cells.
  func check(_ charts: [Chart], of sheet: SheetDraft) throws(WriteError) {
    for chart in charts {
      let spot = Spot(path: path, sheet: sheet.name, cell: chart.position)
      try spot.check(chart.position)
      try spot.check(chart.width, in: 16...4_000, "图的宽度", "the chart's width")
      try spot.check(chart.height, in: 16...4_000, "图的高度", "the chart's height")
      try spot.check(chart.gap, in: 0...500, "间距", "the gap")
      try spot.check(numberFormat: chart.numberFormat)
      for text in [chart.title, chart.unit, chart.description] + chart.series.map(\.name) {
        try spot.check(chartText: text)
      }
      guard !chart.series.isEmpty else {
        throw spot.refusal(zh: "图没有数据系列：至少要一个", en: "the chart has no series: it needs one")
      }
      try spot.check(chart.series.count, in: 1...255, "数据系列的个数", "the number of series")
      for series in chart.series {
        if let format = series.labelFormat { try spot.check(numberFormat: format) }
        try check(series.categories, at: spot)
        try check(series.values, at: spot)
        try check(series.fill, at: spot)
      }
    }
  }

  private func check(_ cells: Chart.Cells, at spot: Spot) throws(WriteError) {
    guard draft.sheets.contains(where: { $0.name == cells.sheet }) else {
      throw spot.refusal(
        zh: "图引用的工作表“\(cells.sheet)”不在工作簿中",
        en: "the chart refers to the sheet \"\(cells.sheet)\", which is not in the workbook")
    }
    let range = cells.range
    try spot.check(range)
    guard range.first.row == range.last.row || range.first.column == range.last.column else {
      throw spot.refusal(
        zh: "图的数据 \(cells.sheet)!\(range) 须为一行或一列",
        en: "the chart's cells \(cells.sheet)!\(range) must be one row or one column")
    }
  }

  private func check(_ fill: Chart.Series.Fill, at spot: Spot) throws(WriteError) {
    switch fill {
    case .automatic, .invisible: break
    case .color(let color): try spot.check(color)
    case .points(let colors): for color in colors { try spot.check(color) }
    }
  }
}

extension Spot {
  fileprivate func check(chartText text: String) throws(WriteError) {
    try checkLength(text, limit: 255)
    try checkCharacters(text)
  }
}
