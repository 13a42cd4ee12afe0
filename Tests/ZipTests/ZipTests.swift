import Testing

@Suite struct ZipTests {}
