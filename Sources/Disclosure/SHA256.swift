/// The SHA-256 digest of bytes (FIPS 180-4), in hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
  var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  var message = bytes
  message.append(0x80)
  while message.count % 64 != 56 { message.append(0) }
  let bits = UInt64(bytes.count) * 8
  for shift in stride(from: 56, through: 0, by: -8) {
    message.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
  }
  var words = [UInt32](repeating: 0, count: 64)
  for block in stride(from: 0, to: message.count, by: 64) {
    for index in 0..<16 {
      let start = block + index * 4
      words[index] = message[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let a = words[index - 15]
      let b = words[index - 2]
      let first = a.rotated(7) ^ a.rotated(18) ^ (a >> 3)
      let second = b.rotated(17) ^ b.rotated(19) ^ (b >> 10)
      words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
    }
    var v = state
    for index in 0..<64 {
      let sum1 = v[4].rotated(6) ^ v[4].rotated(11) ^ v[4].rotated(25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ sum1 &+ choice &+ roundConstants[index] &+ words[index]
      let sum0 = v[0].rotated(2) ^ v[0].rotated(13) ^ v[0].rotated(22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      let second = sum0 &+ majority
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for index in 0..<8 { state[index] = state[index] &+ v[index] }
  }
  return state.map { word in
    let hex = String(word, radix: 16)
    return String(repeating: "0", count: 8 - hex.utf8.count) + hex
  }.joined()
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
