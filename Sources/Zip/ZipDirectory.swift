import Bytes
import Localization
import Sheets

/// Finds and reads an archive's central directory, with zip64 records where it has them.
struct ZipDirectory {
  private let file: FileBytes
  private let limits: ReadLimits
  private let place: Place

  init(_ file: FileBytes, limits: ReadLimits) {
    self.file = file
    self.limits = limits
    place = Place(file: file.path)
  }

  private struct Location {
    var offset: Int
    var count: Int
    var entries: Int
    /// How far all offsets are off, where something was put in front of the archive.
    var shift: Int
  }

  func entries() throws(ReadError) -> [ZipArchive.Entry] {
    let location = try locate()
    guard location.entries <= limits.entries else {
      throw ReadError(.overBudget, at: place, limits.exceeded(\.entries))
    }
    guard location.count <= limits.directoryBytes else {
      throw ReadError(.overBudget, at: place, limits.exceeded(\.directoryBytes))
    }
    let bytes = try file.bytes(location.offset..<location.offset + location.count)
    var entries: [ZipArchive.Entry] = []
    var position = 0
    while position + 46 <= bytes.count, bytes.span.littleEndian32(position) == 0x0201_4b50 {
      guard let (entry, next) = entry(bytes.span, at: position, shift: location.shift) else {
        throw damaged
      }
      entries.append(entry)
      guard entries.count <= limits.entries else {
        throw ReadError(.overBudget, at: place, limits.exceeded(\.entries))
      }
      position = next
    }
    guard entries.count == location.entries || entries.count & 0xffff == location.entries else {
      throw damaged
    }
    return entries
  }

  private func locate() throws(ReadError) -> Location {
    // The end record is 22 bytes and a comment of at most 65,535.
    let tailStart = max(0, file.count - 22 - 65_535)
    let tail = try file.bytes(tailStart..<file.count)
    let bytes = tail.span
    var position = tail.count - 22
    while position >= 0, bytes.littleEndian32(position) != 0x0605_4b50 { position -= 1 }
    guard position >= 0 else {
      throw ReadError(
        .truncated, at: place,
        Message(
          zh: "找不到压缩包目录；文件不完整（下载或复制中断？），请重新取得",
          en: "the archive's directory is missing; the file is incomplete (an interrupted "
            + "download or copy?), get it again"))
    }
    var end = tailStart + position
    var location = Location(
      offset: bytes.littleEndian32(position + 16), count: bytes.littleEndian32(position + 12),
      entries: bytes.littleEndian16(position + 10), shift: 0)
    if position >= 20, bytes.littleEndian32(position - 20) == 0x0706_4b50 {
      let recordOffset = bytes.littleEndian64(position - 20 + 8)
      if let (record, start) = try zip64(at: recordOffset, locator: end - 20) {
        location = record
        end = start
      }
    }
    guard location.count >= 0, location.offset >= 0, location.count <= end else { throw damaged }
    // The directory ends where its end record begins; what its offset lacks was put in front.
    location.shift = end - location.count - location.offset
    guard location.shift >= 0 else { throw damaged }
    location.offset += location.shift
    return location
  }

  private func zip64(at offset: Int, locator: Int) throws(ReadError) -> (Location, Int)? {
    for start in [offset, locator - 56] where start >= 0 && start <= locator - 56 {
      let record = try file.bytes(start..<start + 56)
      guard record.count == 56, record.span.littleEndian32(0) == 0x0606_4b50 else { continue }
      let location = Location(
        offset: record.span.littleEndian64(48), count: record.span.littleEndian64(40),
        entries: record.span.littleEndian64(32), shift: 0)
      return (location, start)
    }
    return nil
  }

  private func entry(
    _ bytes: Span<UInt8>, at position: Int, shift: Int
  ) -> (ZipArchive.Entry, Int)? {
    let nameCount = bytes.littleEndian16(position + 28)
    let extraCount = bytes.littleEndian16(position + 30)
    let next = position + 46 + nameCount + extraCount + bytes.littleEndian16(position + 32)
    guard next <= bytes.count else { return nil }
    var entry = ZipArchive.Entry(
      name: name(bytes, position + 46, count: nameCount),
      flags: bytes.littleEndian16(position + 8), method: bytes.littleEndian16(position + 10),
      checksum: UInt32(truncatingIfNeeded: bytes.littleEndian32(position + 16)),
      compressedCount: bytes.littleEndian32(position + 20),
      count: bytes.littleEndian32(position + 24), headerOffset: bytes.littleEndian32(position + 42))
    var extra = position + 46 + nameCount
    let extraEnd = extra + extraCount
    while extra + 4 <= extraEnd {
      let size = bytes.littleEndian16(extra + 2)
      if bytes.littleEndian16(extra) == 1 {
        // Zip64: only the fields that are all ones in the record itself, in this order.
        var field = extra + 4
        let fieldsEnd = min(extraEnd, field + size)
        func next() -> Int? {
          guard field + 8 <= fieldsEnd else { return nil }
          defer { field += 8 }
          return bytes.littleEndian64(field)
        }
        if entry.count == 0xffff_ffff { entry.count = next() ?? -1 }
        if entry.compressedCount == 0xffff_ffff { entry.compressedCount = next() ?? -1 }
        if entry.headerOffset == 0xffff_ffff { entry.headerOffset = next() ?? -1 }
      }
      extra += 4 + size
    }
    guard entry.count >= 0, entry.compressedCount >= 0, entry.headerOffset >= 0,
      entry.headerOffset <= file.count - shift, entry.compressedCount <= file.count
    else { return nil }
    entry.headerOffset += shift
    return (entry, next)
  }

  private func name(_ bytes: Span<UInt8>, _ start: Int, count: Int) -> String {
    var name: [UInt8] = []
    name.reserveCapacity(count)
    for index in start..<start + count {
      // Some writers use backslashes, which OPC does not know.
      name.append(bytes[index] == UInt8(ascii: "\\") ? UInt8(ascii: "/") : bytes[index])
    }
    return String(
      decoding: name.first == UInt8(ascii: "/") ? name.dropFirst() : name[...], as: UTF8.self)
  }

  private var damaged: ReadError {
    ReadError(
      .malformed, at: place,
      Message(
        zh: "压缩包目录已损坏；请重新取得该文件，或用 Excel/WPS 打开后另存为 .xlsx",
        en: "the archive's directory is damaged; get the file again, or open it in a spreadsheet "
          + "program and save it as .xlsx"))
  }
}
