import Bytes
import CZlib
import Localization
import Sheets

/// The inflated bytes of one archive entry, checked against its checksum, its budget and its end.
@safe final class InflateSource: ByteSource {
  private let input: any ByteSource
  private let place: Place
  private let budget: TotalBudget
  private let expectedChecksum: UInt32
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var position = 0
  private var filled = 0
  // zlib keeps a pointer back to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var produced = 0
  private var checksum: UInt = 0
  private var finished = false

  init(
    _ input: any ByteSource, place: Place, checksum: UInt32, budget: TotalBudget
  ) throws(ReadError) {
    self.input = input
    self.place = place
    self.budget = budget
    expectedChecksum = checksum
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe gouji_inflate_init_raw(stream) == Z_OK else {
      throw ReadError(
        .unreadable, at: place,
        Message(
          zh: "内存不足，无法解压；请关闭其他程序后重试", en: "no memory to inflate; close other programs and try again"
        ))
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func read(into target: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    guard !finished, !room.isEmpty else { return 0 }
    var written = 0
    while written == 0 && !finished {
      if position == filled {
        filled = try input.read(into: &buffer, 0..<buffer.count)
        position = 0
      }
      let status = step(&target, room, written: &written)
      switch status {
      case Z_OK: break
      case Z_STREAM_END: finished = true
      case Z_BUF_ERROR where filled == 0: throw cutShort
      case Z_BUF_ERROR: break
      default: throw damaged
      }
    }
    produced += written
    try budget.use(written, part: produced, place: place)
    checksum = updated(checksum, target, room.prefix(written))
    if finished && checksum != UInt(expectedChecksum) { throw damaged }
    return written
  }

  private func step(_ target: inout [UInt8], _ room: Range<Int>, written: inout Int) -> CInt {
    precondition(room.lowerBound >= 0 && room.upperBound <= target.count)
    let available = filled - position
    let wanted = UInt32(clamping: room.count)
    return unsafe buffer.withUnsafeMutableBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + position }
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + room.lowerBound }
        unsafe stream.pointee.avail_out = wanted
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        position += available - Int(unsafe stream.pointee.avail_in)
        written = Int(unsafe wanted - stream.pointee.avail_out)
        return status
      }
    }
  }

  private var cutShort: ReadError {
    ReadError(
      .truncated, at: place,
      Message(
        zh: "压缩数据在结束标记前中断；文件不完整，请重新取得该文件",
        en: "the compressed data stop before their end mark; the file is incomplete, get it again"))
  }

  private var damaged: ReadError {
    ReadError(
      .malformed, at: place,
      Message(
        zh: "压缩数据已损坏（校验不符）；请重新取得该文件，或用 Excel/WPS 打开后另存为 .xlsx",
        en: "the compressed data are damaged (checksum or stream); get the file again, or open it "
          + "in a spreadsheet program and save it as .xlsx"))
  }
}

/// An entry stored without compression, checked against its checksum, its budget and its length.
final class StoredSource: ByteSource {
  private let input: any ByteSource
  private let place: Place
  private let budget: TotalBudget
  private let expectedChecksum: UInt32
  private var left: Int
  private var produced = 0
  private var checksum: UInt = 0

  init(
    _ input: any ByteSource, count: Int, place: Place, checksum: UInt32, budget: TotalBudget
  ) {
    self.input = input
    self.place = place
    self.budget = budget
    expectedChecksum = checksum
    left = count
  }

  func read(into target: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    guard left > 0, !room.isEmpty else { return 0 }
    let count = try input.read(into: &target, room)
    guard count > 0 else {
      throw ReadError(
        .truncated, at: place,
        Message(
          zh: "部件内容不完整；请重新取得该文件", en: "the part is incomplete; get the file again"))
    }
    left -= count
    produced += count
    try budget.use(count, part: produced, place: place)
    checksum = updated(checksum, target, room.prefix(count))
    if left == 0 && checksum != UInt(expectedChecksum) {
      throw ReadError(
        .malformed, at: place,
        Message(
          zh: "部件校验不符，内容已损坏；请重新取得该文件",
          en: "the part's checksum is wrong, its bytes are damaged; get the file again"))
    }
    return count
  }
}

/// The CRC-32 of what `checksum` covers, followed by the bytes of `buffer` in `range`.
private func updated(_ checksum: UInt, _ buffer: [UInt8], _ range: Range<Int>) -> UInt {
  unsafe buffer[range].withUnsafeBufferPointer { bytes in
    unsafe crc32_z(checksum, bytes.baseAddress, bytes.count)
  }
}
