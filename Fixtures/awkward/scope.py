"""Columns that say whose lines they are, of which year and which draft."""

from kit import GENERAL, Csv, Sheet, case, inc

HEAD = ["功能科目编码", "收入来源", "金额（元）"]


def under(headings, *lines, **more):
    """Income lines with columns `headings` in front."""
    return Sheet([[*headings, *HEAD], *([*own, code, GENERAL, amount] for *own, code, amount in lines)], **more)


UNIT = ["单位编码", "单位名称"]
case("column-of-the-unit", "income",
     under(UNIT, ["412001", "某县林业局", "2080109", 1], ["412001", "某县林业局", "2080108", 2]),
     [inc("2080109", 100), inc("2080108", 200)],
     under(UNIT, ["412001", "某县林业局", "2080109", 1], ["412002", "某县林场", "2080108", 2]))
case("column-of-the-unit-merged", "income",
     under(["预算单位"], ["412001-某县林业局", "2080109", 1], [None, "2080108", 2], merges=["A2:A3"]),
     [inc("2080109", 100), inc("2080108", 200)],
     under(["预算单位"], ["412001-某县林业局", "2080109", 1], [None, "2080108", 2], ["412002-某县林场", "2080108", 4],
           merges=["A2:A3"]), by="libreoffice")
case("column-of-the-year", "income",
     under(["预算年度"], [2020, "2080109", 1], ["2020年", "2080108", 2]), [inc("2080109", 100), inc("2080108", 200)],
     under(["预算年度"], [2020, "2080109", 1], [2019, "2080108", 2]))
case("column-of-the-draft", "income",
     Csv([["预算版本", *HEAD], ["二下", "2080109", GENERAL, "1"], ["二下", "2080108", GENERAL, "2"]]),
     [inc("2080109", 100), inc("2080108", 200)],
     Csv([["预算版本", *HEAD], ["一上", "2080109", GENERAL, "1"], ["二下", "2080108", GENERAL, "2"]]))
