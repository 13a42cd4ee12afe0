/// The SHA-256 digest of bytes (FIPS 180-4), in hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
  var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  var words = [UInt32](repeating: 0, count: 64)
  let whole = bytes.count / 64 * 64
  for block in stride(from: 0, to: whole, by: 64) {
    digest(bytes, from: block, &words, into: &state)
  }
  var tail = Array(bytes[whole...])
  tail.append(0x80)
  while tail.count % 64 != 56 { tail.append(0) }
  let bits = UInt64(bytes.count) * 8
  for shift in stride(from: 56, through: 0, by: -8) {
    tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
  }
  for block in stride(from: 0, to: tail.count, by: 64) {
    digest(tail, from: block, &words, into: &state)
  }
  return state.map { word in
    let hex = String(word, radix: 16)
    return String(repeating: "0", count: 8 - hex.utf8.count) + hex
  }.joined()
}

// One block of 64 bytes; `words` is the space for its schedule.
private func digest(
  _ bytes: [UInt8], from start: Int, _ words: inout [UInt32], into state: inout [UInt32]
) {
  for index in 0..<16 {
    let first = start + index * 4
    let high = UInt32(bytes[first]) << 24 | UInt32(bytes[first + 1]) << 16
    words[index] = high | UInt32(bytes[first + 2]) << 8 | UInt32(bytes[first + 3])
  }
  for index in 16..<64 {
    let a = words[index - 15]
    let b = words[index - 2]
    let first = a.rotated(7) ^ a.rotated(18) ^ (a >> 3)
    let second = b.rotated(17) ^ b.rotated(19) ^ (b >> 10)
    words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
  }
  var (a, b, c, d) = (state[0], state[1], state[2], state[3])
  var (e, f, g, h) = (state[4], state[5], state[6], state[7])
  let constants = roundConstants
  for index in 0..<64 {
    let sum1 = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
    let choice = (e & f) ^ (~e & g)
    let first = h &+ sum1 &+ choice &+ constants[index] &+ words[index]
    let sum0 = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
    let majority = (a & b) ^ (a & c) ^ (b & c)
    (h, g, f, e) = (g, f, e, d &+ first)
    (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
  }
  for (index, value) in [a, b, c, d, e, f, g, h].enumerated() {
    state[index] = state[index] &+ value
  }
}

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, computed in
// whole numbers: floor(cbrt(p) · 2^32) modulo 2^32.
private let roundConstants: [UInt32] = {
  var primes: [UInt128] = []
  var candidate: UInt128 = 2
  while primes.count < 64 {
    if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
    candidate += 1
  }
  return primes.map { prime in
    let target = prime << 96
    var low: UInt128 = 0
    var high: UInt128 = 1 << 36
    while low < high {
      let middle = (low + high + 1) / 2
      if middle * middle * middle <= target { low = middle } else { high = middle - 1 }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}()

extension UInt32 {
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
