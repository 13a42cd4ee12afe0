import Testing

@Suite struct NumberFormatsTests {}
