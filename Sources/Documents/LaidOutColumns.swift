/// The columns that rows take: what lies between blanks that run through all of them.
struct LaidOutColumns {
  /// A column of rows.
  struct Run {
    var span: Range<Int>
    /// The words of each row.
    var rows: [[LaidOutLine.Word]]

    /// Whether it has numbers, and nothing else but marks for none.
    var isOfFigures: Bool {
      rows.contains { $0.contains(where: \.isNumber) }
        && rows.allSatisfy { $0.allSatisfy(\.isFigure) }
    }
    /// Whether its numbers end or begin at one place, or have one middle, give or take three columns:
    /// `pdftotext` shifts them by as much.
    var isAligned: Bool {
      func spread(_ place: (Range<Int>) -> Int) -> Int {
        let places = rows.flatMap { $0.filter(\.isNumber).map { place($0.span) } }
        return (places.max() ?? 0) - (places.min() ?? 0)
      }
      return spread(\.upperBound) <= 3 || spread(\.lowerBound) <= 1 || spread(\.doubleCenter) <= 2
    }
    /// Whether it has numbers, and words as well.
    var isMixed: Bool {
      let cells = rows.filter { !$0.isEmpty }
      let numbers = cells.count { $0.contains(where: \.isNumber) }
      return numbers * 2 >= cells.count
        && cells.contains { $0.contains { !$0.isFigure && !LaidOutLine.totals.contains($0.text) } }
    }
    /// Whether it has digits without any mark, and nothing else but 合计.
    var isOfCodes: Bool {
      rows.contains { $0.contains(where: \.isCode) }
        && rows.allSatisfy { $0.allSatisfy { $0.isCode || LaidOutLine.totals.contains($0.text) } }
    }
    /// Whether all its numbers end at the same place.
    var isFlush: Bool { Set(rows.flatMap { $0.map(\.span.upperBound) }).count <= 1 }
  }

  let runs: [Run]

  init(_ lines: [LaidOutLine]) {
    var spans: [Range<Int>] = []
    for span in lines.flatMap({ $0.words.map(\.span) }).sorted(by: { $0.lowerBound < $1.lowerBound }
    ) {
      if let last = spans.last, last.upperBound > span.lowerBound {
        spans[spans.count - 1] = last.hull(span)
      } else {
        spans.append(span)
      }
    }
    let runs = spans.map { span in
      Run(span: span, rows: lines.map { line in line.words.filter { span.overlaps($0.span) } })
    }
    self.runs = runs.reduce(into: []) { joined, run in
      // 合计 in the middle of a column of short labels leaves blanks beside them, but stands in no
      // row with one.
      if let last = joined.last, !last.isOfFigures, !run.isOfFigures,
        zip(last.rows, run.rows).allSatisfy({ $0.isEmpty || $1.isEmpty })
      {
        joined[joined.count - 1] = Run(
          span: last.span.hull(run.span), rows: zip(last.rows, run.rows).map { $0 + $1 })
      } else {
        joined.append(run)
      }
    }
  }

  /// Whether every cell is one thing, for a number with something beside it is two columns that touch,
  /// and numbers stand below each other.
  var arePlain: Bool {
    runs.allSatisfy { run in
      (!run.isOfFigures || run.isAligned) && !run.isMixed
        && run.rows.allSatisfy { words in
          words.count < 2 || !words.contains { $0.isFigure }
        }
    }
  }

  /// The heading that each run stands under; nil where that is not certain.
  func headings(_ leaves: [Range<Int>], named names: [String]) -> [Int]? {
    var found = [Int?](repeating: nil, count: runs.count)
    // Codes stand at the left of their columns, or anywhere: where the first columns are all of codes,
    // so are the first runs.
    let codes = names.prefix(while: Self.isOfCodes).count
    let areCodes = codes > 0 && runs.prefix(codes).count { $0.isOfCodes } == codes
    for index in 0..<(areCodes ? codes : 0) { found[index] = index }
    for (index, run) in runs.enumerated() where run.isOfFigures && found[index] == nil {
      guard let leaf = figureHeading(run, leaves) else { return nil }
      found[index] = leaf
    }
    let figures = Set(found.compactMap(\.self))
    for (index, run) in runs.enumerated() where !run.isOfFigures && found[index] == nil {
      let free = leaves.indices.filter { !figures.contains($0) }
      let over = free.filter { leaves[$0].overlaps(run.span) }
      if over.count == 1 {
        found[index] = over[0]
      } else if over.isEmpty {
        // The only heading left between those of the runs at both sides.
        let before = found[..<index].reversed().lazy.compactMap(\.self).first ?? -1
        let after = found[(index + 1)...].lazy.compactMap(\.self).first ?? leaves.count
        let between = free.filter { before < $0 && $0 < after }
        // Where nothing else stands in the table (合计 alone), nothing rests on its column.
        guard let first = runs.count == 1 ? nearest(run, leaves) : between.first,
          runs.count == 1 || between.count == 1
        else { return nil }
        found[index] = first
      } else {
        return nil
      }
    }
    let result = found.compactMap(\.self)
    guard result.count == runs.count, zip(result, result.dropFirst()).allSatisfy(<) else {
      return nil
    }
    return leavesTheFirst(result, leaves.count) ? nil : result
  }

  private static func isOfCodes(_ name: String) -> Bool {
    ["类", "款", "项", "序号", "行次"].contains(name) || name.hasSuffix("编码") || name.hasSuffix("代码")
  }

  private func nearest(_ run: Run, _ leaves: [Range<Int>]) -> Int? {
    leaves.indices.min {
      abs(leaves[$0].doubleCenter - run.span.doubleCenter)
        < abs(leaves[$1].doubleCenter - run.span.doubleCenter)
    }
  }

  /// The heading over a run of figures.
  ///
  /// Numbers end at the right of their column, and the heading stands in its middle or at one of its
  /// sides; or both have the same middle; or the numbers are no wider than the heading.
  private func figureHeading(_ run: Run, _ leaves: [Range<Int>]) -> Int? {
    let over = leaves.indices.filter { leaves[$0].overlaps(run.span) }
    guard over.count <= 1 else { return nil }
    let flush = leaves.indices.last { leaves[$0].upperBound <= run.span.upperBound + 1 }
    guard let leaf = over.first else {
      // Beside all headings: only numbers that end at one place stand right of their own.
      return run.isFlush ? flush : nil
    }
    let heading = leaves[leaf]
    let isInside =
      heading.lowerBound <= run.span.lowerBound && run.span.upperBound <= heading.upperBound
    let isCentered = abs(heading.doubleCenter - run.span.doubleCenter) <= 4
    return flush == leaf || isInside || isCentered ? leaf : nil
  }

  /// Whether the first heading behind the labels has no figures while others have: then all headings
  /// may stand a column to the right of their figures.
  private func leavesTheFirst(_ found: [Int], _ count: Int) -> Bool {
    var previous = -1
    for (index, leaf) in found.enumerated() {
      let startsFigures = runs[index].isOfFigures && (index == 0 || !runs[index - 1].isOfFigures)
      if startsFigures, leaf != previous + 1 { return true }
      previous = leaf
    }
    return false
  }

  /// How many columns of figures end at one place.
  var flushness: Int { runs.count { $0.isOfFigures && $0.isFlush } }
}
