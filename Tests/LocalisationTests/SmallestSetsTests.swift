@testable import Localisation
import Testing

@Suite struct SmallestSetsTests {}
