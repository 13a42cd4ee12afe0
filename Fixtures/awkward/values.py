"""Amounts as people write them, and formulas with and without their results."""

from kit import GENERAL, Csv, F, N, Sheet, case, general, inc

case("amount-in-full-width-digits", "income", general(("2080109", "１２３．４５")), [inc("2080109", 12345)],
     general(("2080109", "１２３．４．５")))
case("amount-with-thousands-separators", "income", general(("2080109", "1,234,567.89")),
     [inc("2080109", 123456789)], general(("2080109", "1,23")))
case("amount-with-full-width-separators", "income", general(("2080109", "1，234.50")),
     [inc("2080109", 123450)], general(("2080109", "1，2")), by="libreoffice")
case("amount-with-currency-sign", "income", general(("2080109", "¥1,234.50"), ("2080108", "￥12")),
     [inc("2080109", 123450), inc("2080108", 1200)], general(("2080109", "$1,234.50")))
case("amount-negative-in-brackets", "income", general(("2080109", "(12.3)"), ("2080108", "（4）")),
     [inc("2080109", -1230), inc("2080108", -400)], general(("2080109", "(12.3")))
case("amount-negative-with-trailing-minus", "income", general(("2080109", "12.3-")), [inc("2080109", -1230)],
     general(("2080109", "-12.3-")))
case("amount-negative-twice", "income", general(("2080109", "-12.3")), [inc("2080109", -1230)],
     general(("2080109", "-(12.3)")))
case("amount-with-spaces-inside", "income", general(("2080109", " 1 234.5 ")), [inc("2080109", 123450)],
     general(("2080109", "12 3.4 5.6")), by="libreoffice")
case("amount-as-text", "income", general(("2080109", "123.45"), ("2080108", 1)),
     [inc("2080109", 12345), inc("2080108", 100)], general(("2080109", "1.2E+05"), ("2080108", 1)))
case("amount-with-letters-for-digits", "income", general(("2080109", "100")), [inc("2080109", 10000)],
     general(("2080109", "1O0")))
case("amounts-declared-empty", "income",
     general(("2080109", "-"), ("2080108", "—"), ("2080501", "无"), ("2080505", "/"), ("2080506", "－"), ("2210201", 5)),
     [inc("2080109", None), inc("2080108", None), inc("2080501", None), inc("2080505", None),
      inc("2080506", None), inc("2210201", 500)],
     general(("2080109", "待定"), ("2210201", 5)))
case("percentage-beside-the-amount", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）", "占比"], ["2080109", GENERAL, 25, N(0.25, "0.00%")],
            ["2080108", GENERAL, 75, "75％"]]),
     [inc("2080109", 2500), inc("2080108", 7500)],
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, N(0.25, "0.00%")], ["2080108", GENERAL, "75％"]]))
case("amount-finer-than-fen", "income", general(("2080109", 0.125), ("2080108", -0.125)),
     [inc("2080109", 13), inc("2080108", -13)], general(("2080109", "0.1.25")))
case("amount-of-a-binary-fraction", "income", general(("2080109", 12518.549999999999)), [inc("2080109", 1251855)],
     general(("2080109", "12518.54或12518.55")))
case("formula-with-a-stale-result", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）", "人数", "标准"], ["2080109", GENERAL, F("D2*E2", 90), 4, 25]]),
     [inc("2080109", 10000)],
     Sheet([["功能科目编码", "收入来源", "金额（元）", "人数"], ["2080109", GENERAL, F("D2*VLOOKUP(D2,G:H,2,0)", 0), 4]]))
case("formula-with-a-stored-zero", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）", "人数", "标准"],
            ["2080109", GENERAL, F("ROUND(D2*E2/3,2)", 0), 4, 25]]), [inc("2080109", 3333)],
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, F("INDIRECT(\"D2\")", 0)]]))
case("formula-without-a-result", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）", "人数", "标准"],
            ["2080109", GENERAL, F("IF(D2>0,D2*E2,0)"), 4, 25], ["2080108", GENERAL, F("C2-40"), None, None]]),
     [inc("2080109", 10000), inc("2080108", 6000)],
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, F("[1]Sheet1!B2")]]))
case("formula-on-another-sheet", "income",
     {"测算": Sheet([["人员经费", 100.5], ["公用经费", 20]]),
      "收入": general(("2080109", F("SUM(测算!B1:B2)", 1)))},
     [inc("2080109", 12050)],
     {"测算": Sheet([["人员经费", 100.5]]), "收入": general(("2080109", F("SUM(人员测算!B1:B2)", 0)))})
case("formula-that-cannot-be-computed", "income",
     general(("2080109", F("VLOOKUP(A2,Z:Z,1,0)", 77.5))), [inc("2080109", 7750)],
     general(("2080109", F("VLOOKUP(A2,Z:Z,1,0)"))))
case("error-cell-beside-the-amount", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）", "校验"], ["2080109", GENERAL, 100, F("1/0")]]),
     [inc("2080109", 10000)],
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, F("1/0")]]))
case("csv-gb18030", "income",
     Csv([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, "1,046,397.18"],
          ["2080108", "其他收入", "1"]], encoding="gb18030"),
     [inc("2080109", 104639718), inc("2080108", 100, "其他收入")],
     Csv([["功能科目编码", "收入来源", "金额"], ["2080109", GENERAL, "1,046,397.18"]], encoding="gb18030"))
case("csv-utf-16-with-tabs", "income",
     Csv([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, "12"]], encoding="utf-16", delimiter="\t"),
     [inc("2080109", 1200)],
     Csv([["功能科目编码", "收入来源", "金额（元）", "金额（元）"], ["2080109", GENERAL, "12", "13"]], encoding="utf-16",
         delimiter="\t"))
case("csv-with-line-breaks-in-headings", "income",
     Csv([["功能科目\n编码", "收入\n来源", "金额\n（元）"], ["2080109", GENERAL, "12"]], encoding="utf-8-sig"),
     [inc("2080109", 1200)],
     Csv([["功能科目\n编码", "收入\n来源", "资金\n来源", "金额\n（元）"], ["2080109", GENERAL, "政府性基金", "12"]],
         encoding="utf-8-sig"))
