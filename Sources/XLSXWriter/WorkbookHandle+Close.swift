internal import CXLSXWriter
internal import Glibc
internal import Synchronization

extension WorkbookHandle {
  /// Writes the file.
  consuming func close() throws(WriteError) {
    let spot = Spot(path: path)
    let open = unsafe take()
    let code = withoutStandardError { unsafe workbook_close(open) }
    try check(code, at: spot)
  }
}

/// The system's words for an error number.
func systemReason(_ number: CInt) -> String { unsafe String(cString: strerror(number)) }

/// The standard error as it was, while it goes nowhere; several workbooks may be closed at a time.
private struct Silence {
  var users = 0
  var kept: CInt = -1
}

private let silence = Mutex(Silence())

/// Runs `body` while what is printed to standard error goes nowhere: libxlsxwriter prints there
/// what it also returns.
private func withoutStandardError<Result: Sendable>(_ body: () -> Result) -> Result {
  silence.withLock { silence in
    silence.users += 1
    guard silence.users == 1 else { return }
    let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere >= 0 else { return }
    silence.kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    if silence.kept >= 0 { _ = dup2(nowhere, STDERR_FILENO) }
    _ = Glibc.close(nowhere)
  }
  defer {
    silence.withLock { silence in
      silence.users -= 1
      guard silence.users == 0, silence.kept >= 0 else { return }
      _ = dup2(silence.kept, STDERR_FILENO)
      _ = Glibc.close(silence.kept)
      silence.kept = -1
    }
  }
  return body()
}
