// What needs no test library lies in a target of its own, for the benchmarks.
@_exported public import TestSamples
public import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The project's folder, found from this file's place in it.
public let projectFolder = String(#filePath.dropLast("/Tests/TestKit/Golden.swift".count))

/// Compares `actual` with the text kept in `Golden/NAME` beside the calling test.
///
/// `RECORD=1` writes the file anew and fails the test, so that nobody records by mistake; a missing
/// file is recorded and fails once.
public func expectGolden(
  _ actual: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation,
  file: String = #filePath
) throws {
  let folder = file[..<(file.lastIndex(of: "/") ?? file.startIndex)] + "/Golden"
  let path = "\(folder)/\(name)"
  let old = try? String(contentsOfFile: path, encoding: .utf8)
  guard let old, ProcessInfo.processInfo.environment["RECORD"] == nil else {
    try FileManager.default.createDirectory(
      atPath: String(folder), withIntermediateDirectories: true)
    try actual.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  guard actual != old else { return }
  Issue.record(
    "\(name) differs (RECORD=1 to accept):\n\(lineDifference(from: old, to: actual))",
    sourceLocation: sourceLocation)
}

/// The lines that differ, each with its number and `-` (old) or `+` (new).
public func lineDifference(from old: String, to new: String) -> String {
  let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false)
  let newLines = new.split(separator: "\n", omittingEmptySubsequences: false)
  return newLines.difference(from: oldLines).map { change in
    switch change {
    case .remove(let offset, let line, _): "-\(offset + 1): \(line)"
    case .insert(let offset, let line, _): "+\(offset + 1): \(line)"
    }
  }.joined(separator: "\n")
}
