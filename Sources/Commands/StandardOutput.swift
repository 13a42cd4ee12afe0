import Glibc

/// Standard output with a buffer of its own; nothing is lost silently when it cannot be written.
struct StandardOutput {
  private var buffer: [UInt8] = []

  /// Writes `text`, sooner or later.
  mutating func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 64 << 10 { flush() }
  }

  /// Writes what is left.
  mutating func flush() {
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        // Who reads a pipe may go away at any time; everything else is worth a word.
        if errno != EPIPE {
          writeError(
            "gouji: 不能写到标准输出，结果不全（\(String(cString: strerror(errno)))）；请检查磁盘空间和输出的去向。"
              + "Standard output cannot be written, the result is not whole.")
        }
        exit(2)
      }
      rest = rest.dropFirst(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Writes `text` to standard output at once, or ends the program with status 2 where it cannot.
func writeOutput(_ text: String) {
  var output = StandardOutput()
  output.write(text)
  output.flush()
}

/// Writes a line to standard error.
func writeError(_ text: String) {
  var rest = Array((text + "\n").utf8)[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    // Where even errors cannot be written nothing more can be said.
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}
