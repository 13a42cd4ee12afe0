import Importing
import Testing

@Suite struct ImportingTests {}
