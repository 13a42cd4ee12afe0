import Reports
import Testing

@Suite struct ReportsTests {}
