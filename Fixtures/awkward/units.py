"""Units of money: where they stand, and where they do not."""

from kit import GENERAL, Csv, N, Sheet, case, general, inc

WAN = '#,##0.00"万元"'


def register(headings, *cards):
    return Sheet([["资产编号", "资产名称", "资产分类代码", *headings], *cards])


case("unit-in-the-line-above", "income",
     general(("2080109", 1.5), unit="", top=[["收入明细", None, "金额单位：人民币万元"]]),
     [inc("2080109", 1500000)],
     general(("2080109", 1.5), unit="", top=[["收入明细", None, "金额单位："]]))
case("unit-in-two-cells", "income",
     general(("2080109", 1.5), unit="", top=[[None, "单位：", "万元"]]), [inc("2080109", 1500000)],
     general(("2080109", 1.5), unit="", top=[[None, "单位：", "元", "单位：万元"]]), by="libreoffice")
case("unit-in-the-title", "income",
     general(("2080109", 1.5), unit="", top=[["2020年部门预算收入明细（万元）"]]), [inc("2080109", 1500000)],
     general(("2080109", 1.5), unit="", top=[["2020年部门预算收入明细"]]))
case("unit-row-under-the-header", "income",
     Sheet([["功能科目编码", "收入来源", "金额"], [None, None, "万元"], ["2080109", GENERAL, 1.5]]),
     [inc("2080109", 1500000)],
     Sheet([["功能科目编码", "收入来源", "金额"], [None, None, "（见封面）"], ["2080109", GENERAL, 1.5]]))
case("unit-in-the-number-format", "income",
     general(("2080109", N(1.5, WAN)), unit=""), [inc("2080109", 1500000)],
     general(("2080109", N(1.5, WAN)), unit="（元）"))
case("unit-in-the-number-format-libreoffice", "income",
     general(("2080109", N(1.5, WAN)), unit=""), [inc("2080109", 1500000)],
     general(("2080109", N(1.5, '¥#,##0.00')), unit=""), by="libreoffice")
case("number-format-shows-another-unit", "income",
     general(("2080109", N(15000, '0!.0,"万元"')), unit="", top=[[None, None, "单位：元"]]),
     [inc("2080109", 1500000)],
     general(("2080109", N(15000, '0!.0,"万元"')), unit=""))
case("heading-nearer-than-the-line", "income",
     general(("2080109", 1.5), unit="（万元）", top=[[None, None, "单位：元"]]), [inc("2080109", 1500000)],
     general(("2080109", 1.5), unit="", top=[[None, None, "单位：元"], ["以万元为单位"]]))
case("yuan-sheet-beside-wanyuan-sheet", "income",
     {"三公": Sheet([["单位：万元"], ["经费项目", "一般公共预算拨款"], ["公务接待费", 0.2]]),
      "收入": general(("2080109", 1500), unit="", top=[["部门预算收入明细", None, "单位：元"]])},
     [inc("2080109", 150000)],
     {"三公": Sheet([["单位：万元"], ["经费项目", "一般公共预算拨款"], ["公务接待费", 0.2]]),
      "收入": general(("2080109", 1500), unit="", top=[["部门预算收入明细"]])})
case("two-units-in-one-sheet", "assets",
     register(["原值（元）", "净值（万元）"], ["ZC1", "计算机", "2010104", 5200, 0.12]),
     [{"number": "ZC1", "name": "计算机", "category": "2010104", "quantity": 10000, "cost": 520000, "net": 120000}],
     register(["原值", "净值（万元）"], ["ZC1", "计算机", "2010104", 5200, 0.12]))
case("unit-behind-the-number", "income",
     general(("2080109", "3.5万元"), ("2080108", "1,200元")), [inc("2080109", 3500000), inc("2080108", 120000)],
     general(("2080109", "3.5台"), ("2080108", "1,200元")))
case("unit-missing-and-amounts-zero", "income",
     general(("2080109", 0), ("2080108", 0), unit=""), [inc("2080109", 0), inc("2080108", 0)],
     general(("2080109", 0), ("2080108", 3), unit=""))
case("unit-changes-in-a-footnote", "income",
     Csv([["单位：元"], ["功能科目编码", "收入来源", "金额"], ["2080109", GENERAL, "100"], ["注：单位：元"]]),
     [inc("2080109", 10000)],
     Csv([["单位：元"], ["功能科目编码", "收入来源", "金额"], ["注：以下单位：万元"], ["2080109", GENERAL, "100"]]))
