import CXLSXWriter
import Sheets

@testable import XLSXWriter

/// A chart of a `ReferenceWorkbook`.
struct ReferenceChart {
  let raw: UnsafeMutablePointer<lxw_chart>
  let spot: Spot

  func draw(_ chart: Chart) throws(WriteError) {
    if chart.title.isEmpty {
      chart_title_off(raw)
    } else {
      chart_title_set_name(raw, chart.title)
      var font = lxw_chart_font()
      font.size = 14
      font.bold = 1
      chart_title_set_name_font(raw, &font)
    }
    switch chart.legend {
    case .none: chart_legend_set_position(raw, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    case .right: chart_legend_set_position(raw, UInt8(LXW_CHART_LEGEND_RIGHT.rawValue))
    case .bottom: chart_legend_set_position(raw, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    if chart.kind != .pie { setAxes(of: chart) }
    for series in chart.series { try add(series, to: chart) }
    try hideInvisible(in: chart)
  }

  private func setAxes(of chart: Chart) {
    chart_set_series_gap(raw, UInt16(chart.gap))
    // libxlsxwriter calls the horizontal axis x, in bar charts too, whose categories stand upright.
    let (x, y) = (raw.pointee.x_axis, raw.pointee.y_axis)
    guard let categories = chart.kind == .bar ? y : x,
      let figures = chart.kind == .bar ? x : y
    else { return }
    // Names of categories stay at the edge when columns reach below zero.
    chart_axis_set_label_position(
      categories, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    if chart.kind == .bar {
      // The first category comes to the top, and the figures' axis stays at the bottom.
      chart_axis_set_reverse(categories)
      chart_axis_set_crossing_max(categories)
    }
    chart_axis_set_num_format(figures, chart.numberFormat)
    if !chart.unit.isEmpty { chart_axis_set_name(figures, chart.unit) }
    var line = lxw_chart_line()
    line.color = 0xD9D9D9
    line.width = 0.75
    chart_axis_major_gridlines_set_visible(figures, 1)
    chart_axis_major_gridlines_set_line(figures, &line)
    chart_axis_major_gridlines_set_visible(categories, 0)
  }

  /// Takes the series that are not seen, and those without a name, out of the legend.
  private func hideInvisible(in chart: Chart) throws(WriteError) {
    // The list ends with −1.
    var hidden =
      chart.series.indices.filter {
        chart.series[$0].fill == .invisible || chart.series[$0].name.isEmpty
      }
      .map { Int16($0) } + [-1]
    guard hidden.count > 1 else { return }
    try check(chart_legend_delete_series(raw, &hidden), at: spot)
  }

  private func add(_ series: Chart.Series, to chart: Chart) throws(WriteError) {
    guard let raw = chart_add_series(raw, nil, nil) else {
      throw spot.refusal(zh: "内存不足", en: "out of memory")
    }
    let (categories, values) = (series.categories.range, series.values.range)
    chart_series_set_categories(
      raw, series.categories.sheet, lxw_row_t(categories.first.row),
      lxw_col_t(categories.first.column), lxw_row_t(categories.last.row),
      lxw_col_t(categories.last.column))
    chart_series_set_values(
      raw, series.values.sheet, lxw_row_t(values.first.row), lxw_col_t(values.first.column),
      lxw_row_t(values.last.row), lxw_col_t(values.last.column))
    if !series.name.isEmpty { chart_series_set_name(raw, series.name) }
    try paint(raw, series.fill)
    if series.labels { label(raw, of: chart, series.labelFormat) }
  }

  private func paint(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ fill: Chart.Series.Fill
  ) throws(WriteError) {
    switch fill {
    case .automatic: break
    case .invisible:
      var paint = lxw_chart_fill()
      paint.none = 1
      chart_series_set_fill(series, &paint)
    case .color(let color):
      var paint = lxw_chart_fill()
      paint.color = ReferenceFormat.color(color)
      chart_series_set_fill(series, &paint)
    case .points(let colors):
      var paints = colors.map { color in
        var paint = lxw_chart_fill()
        paint.color = ReferenceFormat.color(color)
        return paint
      }
      let code = paints.withUnsafeMutableBufferPointer { paints in
        var points = paints.indices.map { index in
          lxw_chart_point(line: nil, fill: pointer(to: index, in: paints), pattern: nil)
        }
        return points.withUnsafeMutableBufferPointer { points in
          var list = points.indices.map { pointer(to: $0, in: points) }
          // The list ends with nil.
          list.append(nil)
          return chart_series_set_points(series, &list)
        }
      }
      try check(code, at: spot)
    }
  }

  private func label(
    _ series: UnsafeMutablePointer<lxw_chart_series>, of chart: Chart, _ own: String?
  ) {
    chart_series_set_labels(series)
    if chart.kind == .pie {
      chart_series_set_labels_options(series, 0, 1, 0)
      chart_series_set_labels_percentage(series)
      chart_series_set_labels_leader_line(series)
    } else {
      // A part of nothing in a stack needs no label.
      let format =
        chart.kind == .stackedColumn
        ? "\(chart.numberFormat);-\(chart.numberFormat);" : chart.numberFormat
      chart_series_set_labels_num_format(series, own ?? format)
    }
  }
}

private func pointer<Element>(
  to index: Int, in buffer: UnsafeMutableBufferPointer<Element>
) -> UnsafeMutablePointer<Element>? {
  buffer.baseAddress.map { $0 + index }
}

extension ReferenceWorkbook {
  /// Adds `chart` to a sheet.
  func add(_ chart: Chart, to sheet: ReferenceSheet) throws(WriteError) {
    let spot = sheet.spot.at(chart.position)
    let kind =
      switch chart.kind {
      case .column: LXW_CHART_COLUMN
      case .stackedColumn: LXW_CHART_COLUMN_STACKED
      case .bar: LXW_CHART_BAR
      case .pie: LXW_CHART_PIE
      }
    guard let raw = workbook_add_chart(raw, UInt8(kind.rawValue)) else {
      throw spot.refusal(zh: "内存不足", en: "out of memory")
    }
    try ReferenceChart(raw: raw, spot: spot).draw(chart)
    let code = chart.description.withCString { description in
      var options = lxw_chart_options()
      // libxlsxwriter's own size is 480 × 288 pixels.
      options.x_scale = Double(chart.width) / 480
      options.y_scale = Double(chart.height) / 288
      if !chart.description.isEmpty {
        options.description = UnsafeMutablePointer(mutating: description)
      }
      return worksheet_insert_chart_opt(
        sheet.raw, lxw_row_t(chart.position.row), lxw_col_t(chart.position.column), raw, &options)
    }
    try check(code, at: spot)
  }
}
