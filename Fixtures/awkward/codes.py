"""Codes: in one column or three, with lost zeros, with other names, of other lists."""

from kit import FUND, GENERAL, Csv, Sheet, bud, case, general, inc


def named(code, name):
    return Sheet([["功能科目编码", "功能科目名称", "收入来源", "金额（元）"], [code, name, GENERAL, 100]])


def split(*lines):
    return Sheet([["功能分类科目编码", None, None, "收入来源", "金额（元）"], ["类", "款", "项", None, None],
                  *lines], ["A1:C1", "D1:D2", "E1:E2"])


def cards(*lines, **more):
    return Sheet([["资产编号", "资产名称", "资产分类代码", "取得日期", "数量", "原值（元）"], *lines])


def card(number, name, category, fen, acquired=None, count=10000):
    return {"number": number, "name": name, "category": category, "quantity": count, "cost": fen,
            "acquired": acquired}


case("code-in-one-column", "income", general(("2080109", 1), (2080505, 2)),
     [inc("2080109", 100), inc("2080505", 200)], general(("208010", 1), (2080505, 2)))
case("code-with-hyphens", "income", general(("208-05-01", 1)), [inc("2080501", 100)],
     general(("208-05-01/02", 1)))
case("code-with-a-space", "income", general(("20805 01", 1)), [inc("2080501", 100)],
     general(("20805 01、02", 1)), by="libreoffice")
case("code-in-full-width-digits", "income", general(("２０８０５０１", 1)), [inc("2080501", 100)],
     general(("２０８Ｏ５０１", 1)))
case("code-with-its-name", "income",
     general(("2080109社会保险经办机构", 1), ("2080108-信息化建设", 2), ("[2080501]行政单位离退休", 3)),
     [inc("2080109", 100), inc("2080108", 200), inc("2080501", 300)],
     general(("2080109社会保险经办机构、2080108信息化建设", 1)))
case("code-in-three-columns", "income", split(["208", "01", "09", GENERAL, 1], ["208", "05", "01", GENERAL, 2]),
     [inc("2080109", 100), inc("2080501", 200)],
     split(["208", None, "09", GENERAL, 1], ["208", "05", "01", GENERAL, 2]))
case("code-in-three-columns-of-numbers", "income",
     split([208, 1, 9, GENERAL, 1], [208, 5, 1, GENERAL, 2]),
     [inc("2080109", 100), inc("2080501", 200)], split([208, 1, 123, GENERAL, 1]), by="libreoffice")
case("code-so-far-in-each-column", "income", split(["208", "20801", "2080109", GENERAL, 1]),
     [inc("2080109", 100)], split(["208", "20901", "2080109", GENERAL, 1]))
case("code-lost-a-zero", "income", general((208019, 1), (208505, 2)),
     [inc("2080109", 100), inc("2080505", 200)], general((208104, 1), (208505, 2)))
case("code-filled-up-with-zeros", "income", general(("2010000", 1), ("2050000", 2)),
     [inc("201", 100), inc("205", 200)], general(("212101", 1)))
case("code-kept-as-text-in-csv", "income",
     Csv([["功能科目编码", "收入来源", "金额（元）"], ['="2080109"', GENERAL, "100"]]), [inc("2080109", 10000)],
     Csv([["功能科目编码", "收入来源", "金额（元）"], ['="2080109"&"/2080108"', GENERAL, "100"]]))
case("code-merged-over-its-lines", "budget",
     Sheet([["功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"],
            ["2080109", "30101", "基本支出", GENERAL, 1], [None, "30102", None, None, 2],
            [None, "30201", None, None, 3]], ["A2:A4", "C2:C4", "D2:D4"]),
     [bud("2080109", "30101", "基本支出", 100), bud("2080109", "30102", "基本支出", 200),
      bud("2080109", "30201", "基本支出", 300)],
     Sheet([["功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"],
            ["2080109", "30101", "基本支出", GENERAL, 1], [None, "30102", "基本支出", GENERAL, 2]]))
case("code-with-its-name-of-other-years", "income", named("2080599", "其他行政事业单位离退休支出"),
     [inc("2080599", 10000)], named("20805-99/01", "其他行政事业单位离退休支出"))
case("code-with-a-name-not-its-own", "income", named("2080109", "信息化建设"), [inc("2080109", 10000)],
     named(None, "信息化建设"))
case("code-not-in-the-list", "income", named("2089876", "自拟科目"), [inc("2089876", 10000)],
     named("2089876x", "自拟科目"), by="libreoffice")
case("choices-by-other-names", "budget",
     Sheet([["功能科目编码", "支出性质", "资金性质", "金额（元）"], ["2080109", "人员类项目", "11-一般公共预算", 1],
            ["2080109", "特定目标类", "政府性基金预算拨款", 2]]),
     [{"function": "2080109", "kind": "基本支出", "fund": GENERAL, "amount": 100},
      {"function": "2080109", "kind": "项目支出", "fund": FUND, "amount": 200}],
     Sheet([["功能科目编码", "支出性质", "资金性质", "金额（元）"], ["2080109", "人员类项目", "财政资金", 1]]))
case("register-with-codes-of-2010", "assets",
     cards(["ZC1", "办公楼", "1020100", "1997-09-20", 1, 1086000], ["ZC2", "计算机", 2010104, "20190812", "2台", 9960]),
     [card("ZC1", "办公楼", "1020100", 108600000, "1997-09-20"),
      card("ZC2", "计算机", "2010104", 996000, "2019-08-12", 20000)],
     cards(["ZC1", "办公楼", "102、103", "1997-09-20", 1, 1086000]))
case("register-with-codes-of-2022", "assets",
     cards(["ZC1", "台式机", "A02010105", "2023年5月", 1, 4980], ["ZC2", "办公椅", "A05010301", "2023.5.9", 4, 1200]),
     [card("ZC1", "台式机", "A02010105", 498000, "2023-05-01"),
      card("ZC2", "办公椅", "A05010301", 120000, "2023-05-09", 40000)],
     cards(["ZC1", "台式机", "AO2010105", "2023年5月", 1, 4980]))
case("register-with-codes-of-1994", "assets",
     cards(["旧001", "砖混办公楼", "0211", "1996/3/1", 1, 350000], ["旧002", "微型计算机", "7112102", "1998-4-30", 1, 12800]),
     [card("旧001", "砖混办公楼", "0211", 35000000, "1996-03-01"),
      card("旧002", "微型计算机", "7112102", 1280000, "1998-04-30")],
     cards(["旧001", "砖混办公楼", "房屋类", "1996/3/1", 1, 350000]), by="libreoffice")
