import Bytes
import CISAL
import Glibc
import Localization
import Sheets

/// The inflated bytes of one archive entry, checked against its checksum, its budget and its end.
@safe final class InflateSource: ByteSource {
  private let input: any ByteSource
  private let place: Place
  private let budget: TotalBudget
  private let expectedChecksum: UInt32
  private var buffer: [UInt8]
  private var position = 0
  private var filled = 0
  private let inflater: OpaquePointer
  private var produced = 0
  private var checksum: UInt32 = 0
  private var finished = false

  /// The bytes that the first `count` bytes of `input` inflate to.
  init(
    _ input: any ByteSource, count: Int, place: Place, checksum: UInt32, budget: TotalBudget
  ) throws(ReadError) {
    self.input = input
    self.place = place
    self.budget = budget
    expectedChecksum = checksum
    buffer = [UInt8](repeating: 0, count: min(max(count, 1), 256 << 10))
    guard let inflater = unsafe gouji_inflater_make() else {
      throw ReadError(
        .unreadable, at: place,
        Message(
          zh: "内存不足，无法解压；请关闭其他程序后重试", en: "no memory to inflate; close other programs and try again"
        ))
    }
    unsafe self.inflater = inflater
  }

  deinit { unsafe free(UnsafeMutableRawPointer(inflater)) }

  func read(into target: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    guard !finished, !room.isEmpty else { return 0 }
    var written = 0
    while written == 0 && !finished {
      if position == filled {
        filled = try input.read(into: &buffer, 0..<buffer.count)
        position = 0
      }
      let step = step(&target, room)
      guard step.status >= 0 else { throw damaged }
      finished = step.status == 1
      if step.read == 0 && step.written == 0 && !finished {
        // A stream that neither takes nor gives would do so for ever.
        throw filled == 0 ? cutShort : damaged
      }
      position += step.read
      written = step.written
    }
    produced += written
    try budget.use(written, part: produced, place: place)
    checksum = updated(checksum, target, room.prefix(written))
    if finished && checksum != expectedChecksum { throw damaged }
    return written
  }

  private func step(
    _ target: inout [UInt8], _ room: Range<Int>
  ) -> (status: CInt, read: Int, written: Int) {
    precondition(room.lowerBound >= 0 && room.upperBound <= target.count)
    var read = UInt32(filled - position)
    var written = UInt32(clamping: room.count)
    let status = unsafe buffer.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { output in
        unsafe gouji_inflate(
          inflater, source.baseAddress.map { unsafe $0 + position }, &read,
          output.baseAddress.map { unsafe $0 + room.lowerBound }, &written)
      }
    }
    return (status, Int(read), Int(written))
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
  private var checksum: UInt32 = 0

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
    if left == 0 && checksum != expectedChecksum {
      throw ReadError(
        .malformed, at: place,
        Message(
          zh: "部件校验不符，内容已损坏；请重新取得该文件",
          en: "the part's checksum is wrong, its bytes are damaged; get the file again"))
    }
    return count
  }
}
