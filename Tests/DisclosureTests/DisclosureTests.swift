import Disclosure
import Testing

@Suite struct DisclosureTests {}
