/// What the importer did with a line or cell that needs telling; the list is closed.
public enum ImportNoteKind: String, Sendable, CaseIterable {
  /// An amount that is no number: the line is rejected.
  case textAmount = "text-amount"
}
