import Testing

@Suite struct XLSXReaderTests {}
