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
        // The reader went away or the disk is full: there is no one to tell but the exit status.
        exit(2)
      }
      rest = rest.dropFirst(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }
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
