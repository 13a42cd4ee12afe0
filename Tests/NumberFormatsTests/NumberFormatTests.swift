import Decimals
import NumberFormats
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    ("General", "12518.549999", "12518.55"), ("General", "0.333333333333333", "0.333333333"),
    ("General", "12345678901", "12345678901"), ("General", "123456789012", "1.23457E+11"),
    ("General", "0.00001", "0.00001"), ("General", "0.0000123456789", "1.23457E-05"),
    ("General", "-5", "-5"), ("General", "1e-10", "1E-10"),
    ("General", "12345.6789012", "12345.6789"),
    ("0", "12518.5", "12519"), ("0.00", "0.005", "0.01"), ("0.00", "-1.005", "-1.01"),
    ("#,##0.00", "1234567.891", "1,234,567.89"), ("#,##0", "-999999.5", "-1,000,000"),
    ("#,##0.00", "0", "0.00"), ("#.##", "0.5", ".5"), ("000000", "66", "000066"),
    ("0%", "0.126", "13%"), ("0.00%", "0.12345", "12.35%"), ("0.00E+00", "12345", "1.23E+04"),
    ("##0.0E+0", "12345", "12.3E+3"), ("0.0E-00", "0.00123", "1.2E-03"),
    ("# ?/?", "1.5", "1 1/2"), ("# ??/??", "0.25", " 1/4 "), ("# ?/8", "2.125", "2 1/8"),
    ("#,##0.00_ ;[Red]-#,##0.00\\ ", "-5", "-5.00 "), ("0;(0);\"零\"", "0", "零"),
    ("0;(0);\"零\"", "-7", "(7)"), ("[>=10000]0.00,\"千\";0", "12345", "12.35千"),
    ("[>=10000]0.00,\"千\";0", "99", "99"), ("#,##0.00\"万元\"", "12518.55", "12,518.55万元"),
    ("0.0,,", "12345678", "12.3"), ("¥#,##0.00", "5", "¥5.00"), ("[$¥-804]#,##0.00", "5", "¥5.00"),
    ("000-0000", "5551234", "555-1234"), ("0.00;;", "-3", ""), ("\"a\"0\"b\"", "7", "a7b"),
    ("yyyy-mm-dd", "43830", "2019-12-31"), ("yyyy\"年\"m\"月\"d\"日\"", "43831", "2020年1月1日"),
    ("[$-804]aaaa", "43831", "星期三"), ("dddd", "43831", "Wednesday"), ("mmm-yy", "43831", "Jan-20"),
    ("h:mm:ss", "0.5", "12:00:00"), ("h:mm AM/PM", "0.75", "6:00 PM"), ("[h]:mm", "1.5", "36:00"),
    ("mm:ss.0", "0.0001", "00:08.6"), ("上午/下午h\"时\"mm\"分\"", "0.75", "下午6时00分"),
    ("yyyy-mm-dd hh:mm", "43830.9999999", "2020-01-01 00:00"),
    ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "43830", "二〇一九年十二月三十一日"),
    ("yyyy-mm-dd", "60", "1900-02-29"), ("yyyy-mm-dd", "-1", "########"),
    ("m/d/yyyy", "1", "1/1/1900"),
    ("0.00000000000000000", "0.30000000000000004", "0.30000000000000000"),
  ])
  func `numbers show as a spreadsheet shows them`(
    code: String, value: String, shown: String
  ) throws {
    #expect(NumberFormat(code: code).display(try #require(ExactDecimal(value))) == shown)
  }

  @Test(arguments: [
    ("General", NumberFormat.Meaning.number), ("0.00", .number), ("#,##0\"日\"", .number),
    ("[Red]0.00", .number), ("\"year\" 0", .number), ("yyyy-mm-dd", .date),
    ("m/d/yy h:mm", .dateTime),
    ("h:mm", .time), ("[h]:mm", .elapsed), ("[$-F800]dddd, mmmm dd, yyyy", .date), ("@", .number),
    ("0.00E+00", .number), ("\\d0", .number), ("_d0", .number), ("mm:ss.0", .time),
  ])
  func `formats say what a number means`(code: String, meaning: NumberFormat.Meaning) {
    #expect(NumberFormat(code: code).meaning == meaning)
  }

  @Test func `texts go through the text section`() {
    #expect(NumberFormat(code: "0;-0;0;\"<\"@\">\"").display(text: "a") == "<a>")
    #expect(NumberFormat(code: "#,##0.00").display(text: "a") == "a")
    #expect(NumberFormat(code: "@").display(text: "007") == "007")
  }

  @Test func `days count from 1904 where the workbook says so`() throws {
    let serial = try #require(ExactDecimal("42368"))
    #expect(NumberFormat(code: "yyyy-mm-dd").display(serial, uses1904: true) == "2019-12-31")
  }

  @Test func `no format code can bring the program down`() {
    let pieces = [
      "0", "#", "?", ".", ",", "%", "E+", "/", "[", "]", "\"", "\\", "y", "m", "h", ";", "@",
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let format = NumberFormat(code: first + second + third + "0")
          for value in ["0", "-1.5", "1e300", "1e-300", "43830.25"] {
            _ = format.display(ExactDecimal(value) ?? .zero)
          }
        }
      }
    }
  }
}
