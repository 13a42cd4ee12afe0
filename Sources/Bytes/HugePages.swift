import Glibc

extension Array {
  /// `reserveCapacity`, in huge pages where the system gives them on request.
  ///
  /// Linux does where /sys/kernel/mm/transparent_hugepage/enabled says `madvise`: an array of many
  /// megabytes then costs a fault for each 2 MB instead of for each 4 kB, and random reads of it find
  /// their pages sooner. Elsewhere, and for small arrays, this is `reserveCapacity`.
  public mutating func reserveInHugePages(_ count: Int) {
    reserveCapacity(count)
    let byteCount = capacity * MemoryLayout<Element>.stride
    guard byteCount >= 2 * hugePage else { return }
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      let lead = -Int(bitPattern: start) & (hugePage - 1)
      // The advice changes no content; where it is not taken, nothing is lost.
      _ = unsafe madvise(start + lead, (byteCount - lead) & -hugePage, MADV_HUGEPAGE)
    }
  }

  /// `count` times `element`, in huge pages where the system gives them on request.
  public init(inHugePages element: Element, count: Int) {
    self = []
    reserveInHugePages(count)
    append(contentsOf: repeatElement(element, count: count))
  }
}

/// The size of a huge page on the processors of our time.
private let hugePage = 2 << 20
