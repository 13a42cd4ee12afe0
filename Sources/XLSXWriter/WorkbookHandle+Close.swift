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

private let standardErrorLock = Mutex<Void>(())

/// Runs `body` while what is printed to standard error goes nowhere: libxlsxwriter prints there
/// what it also returns.
private func withoutStandardError<Result: Sendable>(_ body: () -> Result) -> Result {
  standardErrorLock.withLock { _ in
    let kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    if kept >= 0, nowhere >= 0 { _ = dup2(nowhere, STDERR_FILENO) }
    defer {
      if kept >= 0, nowhere >= 0 { _ = dup2(kept, STDERR_FILENO) }
      for descriptor in [kept, nowhere] where descriptor >= 0 { _ = Glibc.close(descriptor) }
    }
    return body()
  }
}
