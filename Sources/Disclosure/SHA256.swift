/// The SHA-256 digest of bytes (FIPS 180-4), in hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
  var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  let whole = bytes.count / 64 * 64
  digest(bytes.span.extracting(0..<whole), into: &state)
  var tail = Array(bytes[whole...])
  tail.append(0x80)
  while tail.count % 64 != 56 { tail.append(0) }
  let bits = UInt64(bytes.count) * 8
  for shift in stride(from: 56, through: 0, by: -8) {
    tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
  }
  digest(tail.span, into: &state)
  return state.indices.map { index in
    let hex = String(state[index], radix: 16)
    return String(repeating: "0", count: 8 - hex.utf8.count) + hex
  }.joined()
}

// Whole blocks of 64 bytes.
private func digest(_ bytes: Span<UInt8>, into state: inout InlineArray<8, UInt32>) {
  // The schedule looks back 16 words, so no more are kept.
  var words = InlineArray<16, UInt32>(repeating: 0)
  let constants = roundConstants.span
  for start in stride(from: 0, to: bytes.count, by: 64) {
    for index in 0..<16 {
      let first = start + index * 4
      let high = UInt32(bytes[first]) << 24 | UInt32(bytes[first + 1]) << 16
      words[index] = high | UInt32(bytes[first + 2]) << 8 | UInt32(bytes[first + 3])
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let place = index & 15
      if index >= 16 {
        let old = words[(index + 1) & 15]
        let new = words[(index + 14) & 15]
        let first = old.rotated(7) ^ old.rotated(18) ^ (old >> 3)
        let second = new.rotated(17) ^ new.rotated(19) ^ (new >> 10)
        words[place] = words[place] &+ first &+ words[(index + 9) & 15] &+ second
      }
      let sum1 = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ sum1 &+ choice &+ constants[index] &+ words[place]
      let sum0 = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
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
