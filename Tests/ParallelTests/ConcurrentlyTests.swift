import Parallel
import Testing

struct ConcurrentlyTests {
  private struct Fault: Error, Equatable { var number: Int }

  @Test func `results come in the order of the items`() {
    let squares = concurrently(Array(0..<1_000)) { $0 * $0 }
    #expect(squares == (0..<1_000).map { $0 * $0 })
  }

  @Test func `the first error in the order of the items is thrown`() {
    #expect(throws: Fault(number: 3)) {
      _ = try concurrently(Array(0..<50)) { number throws(Fault) -> Int in
        guard number < 3 else { throw Fault(number: number) }
        return number
      }
    }
  }

  @Test func `work finds its room as the item before left it, one to a thread`() {
    let rooms = concurrently(Array(0..<500), makingRoom: { [Int]() }) { number, room in
      room.append(number)
      return room
    }
    for (number, room) in rooms.enumerated() {
      #expect(room.last == number)
      #expect(Set(room).count == room.count)
      if room.count > 1 { #expect(Array(room.dropLast()) == rooms[room[room.count - 2]]) }
    }
  }

  @Test func `two pieces of work give both results, or the first one's error`() throws {
    let both = together({ 1 }, { "two" })
    #expect(both.0 == 1)
    #expect(both.1 == "two")
    #expect(throws: Fault(number: 1)) {
      _ = try together(
        { () throws(Fault) -> Int in throw Fault(number: 1) },
        { () throws(Fault) -> Int in throw Fault(number: 2) })
    }
  }

  @Test func `work within work comes to an end`() {
    let sums = concurrently(Array(0..<20)) { outer in
      concurrently(Array(0..<20)) { $0 * outer }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { $0 * 190 })
  }
}
