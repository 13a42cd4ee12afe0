import CISAL

/// The CRC-32 of what `checksum` covers, followed by the bytes of `buffer` in `range`.
func updated(_ checksum: UInt32, _ buffer: [UInt8], _ range: Range<Int>) -> UInt32 {
  unsafe buffer[range].withUnsafeBufferPointer { bytes in
    guard let start = bytes.baseAddress else { return checksum }
    return unsafe crc32_gzip_refl(checksum, start, UInt64(bytes.count))
  }
}
