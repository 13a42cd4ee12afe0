import Tabulation
import Testing

@Suite struct TabulatorTests {}
