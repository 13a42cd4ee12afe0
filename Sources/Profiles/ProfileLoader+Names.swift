import YAMLReading

extension ProfileLoader {
  /// Adds the names that published tables of other places give to tables, by their titles in the
  /// profile, and to rows and columns, by their keys.
  ///
  /// A table counts only the names of the rows and columns that it has.
  func addNames(_ file: YAMLValue, to profile: inout Profile) throws(YAMLError) {
    let fields = try file.fields(["titles", "rows", "columns", "beside"])
    var titles: [String: [String]] = [:]
    for (title, names) in try fields["titles"]?.pairs() ?? [] {
      titles[title] = try names.strings()
    }
    profile.namesBeside = try fields["beside"]?.strings() ?? []
    var rows: [String: [String]] = [:]
    for (key, names) in try fields["rows"]?.pairs() ?? [] { rows[key] = try names.strings() }
    var columns: [String: [String]] = [:]
    for (key, names) in try fields["columns"]?.pairs() ?? [] { columns[key] = try names.strings() }
    for table in profile.tables.indices where !profile.tables[table].isWorkingPaper {
      let own = [profile.tables[table].title] + profile.tables[table].aliases
      profile.tables[table].aliases += Set(own).flatMap { titles[$0] ?? [] }.filter {
        !own.contains($0)
      }.sorted()
      for block in profile.tables[table].blocks.indices {
        profile.tables[table].blocks[block].add(rows: rows, columns: columns)
      }
    }
  }
}

extension BlockDefinition {
  fileprivate mutating func add(rows names: [String: [String]], columns: [String: [String]]) {
    func named(_ fixed: [FixedRow]) -> [FixedRow] {
      fixed.map { row in
        var row = row
        row.labels += (names[row.key] ?? []).filter { !row.labels.contains($0) }
        return row
      }
    }
    switch rows {
    case .fixed(let fixed): rows = .fixed(named(fixed))
    case .tree(var plan):
      plan.leading = named(plan.leading)
      plan.closing = named(plan.closing)
      rows = .tree(plan)
    case .records: break
    }
    for index in self.columns.indices {
      let column = self.columns[index]
      self.columns[index].labels += (columns[column.key] ?? []).filter {
        !column.labels.contains($0)
      }
    }
  }
}
