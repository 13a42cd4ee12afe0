import ArgumentParser
import CSVReader
import Localization
import Reading
import Sheets

/// `gouji cells`: what the readers see in a file.
struct CellsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells", abstract: "显示读取到的单元格。Show the cells that are read from a file.")

  /// How cells are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case csv
    case none
    case structure
  }

  @Argument(help: "CSV 或 XLSX 文件。A CSV or XLSX file.")
  var file: String

  @Option(help: "只读这个工作表。Only the sheet of this name.")
  var sheet: String?

  @Option(
    help:
      "jsonl 每格一行；csv 一个工作表；none 只计数；structure 工作表、合并、隐藏、表格、名称和外部链接。One line a cell, one sheet as CSV, counts only, or sheets with merges, hidden parts, tables, names and links."
  )
  var format = Format.jsonl

  @Flag(help: "只取主表，不要前言和脚注。Only the main table, without preamble and footnotes.")
  var table = false

  @Option(
    help: "CSV 的编码，默认按内容识别。A CSV file's encoding, by default found from its content.",
    transform: { name in
      guard let encoding = CSVEncoding(name: name) else {
        let names = CSVEncoding.allCases.map(\.rawValue).joined(separator: " ")
        throw ValidationError("应为其中之一。Expected one of: \(names)")
      }
      return encoding
    })
  var encoding: CSVEncoding?

  @Flag(
    help: "CSV 有多余字段、缺表头或引号有误时拒绝。Refuse a CSV file with ragged records or stray quotes.")
  var strict = false

  @Flag(
    help:
      "--format csv：给会被表格软件当作公式的文字前加单引号，数字不动。With --format csv: put an apostrophe before texts that a spreadsheet program would run as formulas; numbers stay."
  )
  var safe = false

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "提高读取限额，可多次使用。Raise a budget; may be repeated: \(ReadLimits.names.joined(separator: " ")).",
      valueName: "NAME=N"))
  var budgets: [String] = []

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if table && format != .csv {
      throw ValidationError("--table 只用于 --format csv。--table goes with --format csv only.")
    }
    if safe && format != .csv {
      throw ValidationError("--safe 只用于 --format csv。--safe goes with --format csv only.")
    }
    _ = try limits()
  }

  func run() throws {
    let limits = try limits()
    do throws(ReadError) {
      let input = try SpreadsheetFile(path: file, limits: limits, encoding: encoding)
      if strict && input.kind == .csv {
        for sheet in try input.sheets() { try sheet.requireStrictTable() }
      }
      var output = CellsOutput(input, limits: limits)
      output.escapesFormulas = safe
      switch format {
      case .jsonl: try output.writeLines(sheet: sheet)
      case .csv: try output.writeCSV(sheet: sheet, mainTableOnly: table)
      case .none: try output.writeSummaries(sheet: sheet)
      case .structure: try output.writeStructure(sheet: sheet)
      }
      for note in output.notes {
        writeError("\(file): \(note.text(in: global.messageLanguage))")
      }
    } catch {
      writeError("gouji: \(error.message.text(in: global.messageLanguage))")
      throw ExitCode(2)
    }
  }

  private func limits() throws -> ReadLimits {
    var limits = ReadLimits()
    for budget in budgets {
      let parts = budget.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Int(parts[1]), value > 0, limits.set(parts[0], to: value)
      else {
        throw ValidationError(
          "--limit \(budget)：应为 NAME=N。Expected NAME=N with one of: "
            + ReadLimits.names.joined(separator: " "))
      }
    }
    return limits
  }
}
