import Disclosure
import Foundation
import TestKit
import Testing

@Suite struct OutputFolderTests {
  private func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  @Test func `files appear together and other files stay`() throws {
    let scratch = try Scratch()
    try scratch.write("old", to: "out/公开.xlsx")
    try scratch.write("mine", to: "out/备注.txt")
    try scratch.write("mine too", to: "out/更早/公开.xlsx")
    let folder = try OutputFolder.beside(scratch.path + "/out")
    try "new".write(toFile: folder.workPath + "/公开.xlsx", atomically: true, encoding: .utf8)
    #expect(try scratch.read("out/公开.xlsx") == "old")
    try folder.commit()
    #expect(try scratch.read("out/公开.xlsx") == "new")
    #expect(try scratch.read("out/备注.txt") == "mine")
    #expect(try scratch.read("out/更早/公开.xlsx") == "mine too")
    #expect(names(scratch.path) == ["out"])
  }

  @Test func `what is not committed leaves nothing behind`() throws {
    let scratch = try Scratch()
    try scratch.write("old", to: "out/公开.xlsx")
    do {
      let folder = try OutputFolder.beside(scratch.path + "/out")
      try "new".write(toFile: folder.workPath + "/公开.xlsx", atomically: true, encoding: .utf8)
    }
    #expect(try scratch.read("out/公开.xlsx") == "old")
    #expect(names(scratch.path) == ["out"])
  }

  @Test func `a new folder is made with the folders above it`() throws {
    let scratch = try Scratch()
    let folder = try OutputFolder.beside(scratch.path + "/a/b/")
    try "new".write(toFile: folder.workPath + "/x", atomically: true, encoding: .utf8)
    try folder.commit()
    #expect(names(scratch.path + "/a/b") == ["x"])
  }

  @Test func `a file in the folder's place is an error that leaves it`() throws {
    let scratch = try Scratch()
    try scratch.write("a file", to: "out")
    #expect(throws: OutputError.self) {
      let folder = try OutputFolder.beside(scratch.path + "/out")
      try folder.commit()
    }
    #expect(try scratch.read("out") == "a file")
    #expect(names(scratch.path) == ["out"])
  }
}
