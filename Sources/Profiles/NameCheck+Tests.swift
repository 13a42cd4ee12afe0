import Budget
import YAMLReading

extension NameCheck {
  /// Checks that the parameters of a record test name what the profile has, each at its place.
  func check(_ test: RecordTest, at value: YAMLValue) throws(YAMLError) {
    for (key, item) in try value.pairs() {
      guard let parameter = test.name.parameters.first(where: { $0.key == key }) else { continue }
      let context = Context(place: item.place, own: nil, hasRow: false, hasColumn: false)
      switch parameter.kind {
      case .block:
        if let block = test.block(key) { _ = try self.block(block, context) }
      case .row:
        if let block = test.block("table"), let row = test.text(key) {
          try checkRow(row, of: self.block(block, context), block, context)
        }
      case .column: try checkColumns([test.text(key)].compactMap(\.self), of: test, context)
      case .columns: try checkColumns(test.texts(key), of: test, context)
      case .input:
        if let input = test.text(key) { _ = try self.input(input, context) }
      case .field: try checkFields([test.text(key)].compactMap(\.self), of: test, context)
      case .fields: try checkFields(test.texts(key), of: test, context)
      case .codeList:
        if let list = test.text(key), profile.codes[list] == nil {
          throw error(
            context, zh: "没有代码表“\(list)”", en: "there is no code list '\(list)'")
        }
      case .number, .choice, .text, .texts: break
      }
    }
  }

  private func checkColumns(
    _ columns: [String], of test: RecordTest, _ context: Context
  ) throws(YAMLError) {
    guard let name = test.block("table") else { return }
    let block = try self.block(name, context)
    for column in columns where block.column(column) == nil {
      let keys = block.columns.map(\.key)
      throw error(
        context, zh: "\(name.text) 没有列“\(column)”；有：\(keys.joined(separator: "、"))",
        en:
          "\(name.text) has no column '\(column)'; there are: \(keys.joined(separator: ", "))")
    }
  }

  private func checkFields(
    _ fields: [String], of test: RecordTest, _ context: Context
  ) throws(YAMLError) {
    guard let name = test.text("input") else { return }
    let schema = try input(name, context)
    for field in fields where schema.field(field) == nil {
      throw unknownField(field, of: schema, context)
    }
  }
}
