import Testing

@Suite struct XMLScanTests {}
