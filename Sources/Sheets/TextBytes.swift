private import Glibc

extension String {
  /// Whether both texts have the same bytes.
  ///
  /// Equality of strings also takes canonically equivalent texts for equal, and looks every
  /// character up for that; keys and names of files come from one place each and need no more than
  /// this.
  package func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let found: Bool?? = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
      }
    }
    if case .some(.some(let isSame)) = found { return isSame }
    return utf8.elementsEqual(other.utf8)
  }

  /// Hashes the text's bytes, for types whose equality is that of `hasSameBytes`.
  package func hashBytes(into hasher: inout Hasher) {
    hasher.combine(utf8.count)
    let isDone: Void? = utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
  }
}

extension String? {
  /// Whether both are nil or have the same bytes.
  package func hasSameBytes(as other: String?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let left?, let right?): left.hasSameBytes(as: right)
    default: false
    }
  }

  /// Hashes whether there is a text, and its bytes.
  package func hashBytes(into hasher: inout Hasher) {
    hasher.combine(self != nil)
    self?.hashBytes(into: &hasher)
  }
}
