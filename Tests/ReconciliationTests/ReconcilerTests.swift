import Reconciliation
import Testing

@Suite struct ReconcilerTests {}
