#!/usr/bin/env python3
"""Reads the inputs of weixian-2020 and its corrected twin back and asserts every total. Needs openpyxl."""

import csv
import io
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from openpyxl import load_workbook

FIXTURES = Path(__file__).resolve().parent.parent
PUBLISHED = {
    2020: {"人员": "66.65", "公用": "9.60", "项目": "12442.30", "合计": "12518.55"},
    2019: {"人员": "65.99", "公用": "9.60", "项目": "15594.30", "合计": "15669.89"},
}
# 功能项 and 经济款 that name the same money in basic expenditure.
PAIRS = [("2080505", "30108"), ("2080506", "30109"), ("2101101", "30110"), ("2101103", "30111"), ("2210201", "30113")]


def yuan(value):
    return Decimal(str(value)).quantize(Decimal("0.01"))


def wan(amount):
    """元 to 万元, rounded half up to two decimals as a published leaf is."""
    return (amount / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rows(path, first):
    sheet = load_workbook(path, data_only=True).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def budget_lines(path):
    lines = []
    for row in rows(path, 5):
        if row[0] == "合计":
            return lines, row[8]
        lines.append((row[1], row[3], row[5], row[6], yuan(row[8])))
    raise AssertionError(f"{path.name}: no row 合计")


def check(what, found, expected):
    assert found == expected, f"{what}: found {found}, expected {expected}"
    print(f"  ok  {what}: {found}")


def check_budget(inputs, year):
    published = {key: Decimal(text) for key, text in PUBLISHED[year].items()}
    lines, cached = budget_lines(inputs / f"{year}年部门预算支出明细.xlsx")
    basic = [line for line in lines if line[2] == "基本支出"]
    project = [line for line in lines if line[2] == "项目支出"]
    assert len(basic) + len(project) == len(lines) and all(line[3] for line in project)

    exact = {
        "人员": sum(line[4] for line in basic if line[1][:3] in ("301", "303")),
        "公用": sum(line[4] for line in basic if line[1][:3] == "302"),
        "项目": sum(line[4] for line in project),
        "合计": sum(line[4] for line in lines),
    }
    print(f"{year}: {len(lines)} lines, cached total {cached}")
    for key, amount in exact.items():
        check(f"{year} {key} exact 元", amount, published[key] * 10000)
    if year == 2020:
        check("2020 cached value of 合计", yuan(cached), exact["合计"])
    else:
        check("2019 cached value of 合计", cached, None)

    def leaves(selected, key):
        sums = defaultdict(Decimal)
        for line in selected:
            sums[key(line)] += line[4]
        return sums

    def rounded_total(sums):
        return sum(wan(amount) for amount in sums.values())

    function_kind = leaves(lines, lambda line: (line[0], line[2]))
    functions = leaves(lines, lambda line: line[0])
    economics = leaves(basic, lambda line: line[1])
    projects = leaves(project, lambda line: line[3])
    check(f"{year} rounded leaves 功能项 基本", rounded_total({k: v for k, v in function_kind.items() if k[1] == "基本支出"}),
          published["人员"] + published["公用"])
    check(f"{year} rounded leaves 功能项 项目", rounded_total({k: v for k, v in function_kind.items() if k[1] == "项目支出"}),
          published["项目"])
    check(f"{year} rounded leaves 功能项 收入", rounded_total(functions), published["合计"])
    for code, amount in functions.items():
        parts = wan(function_kind.get((code, "基本支出"), 0 * amount)) + wan(function_kind.get((code, "项目支出"), 0 * amount))
        assert parts == wan(amount), f"{year} {code}: 基本 + 项目 rounds to {parts}, income to {wan(amount)}"
    check(f"{year} rounded leaves 经济款 人员", rounded_total({k: v for k, v in economics.items() if k[:3] != "302"}),
          published["人员"])
    check(f"{year} rounded leaves 经济款 公用", rounded_total({k: v for k, v in economics.items() if k[:3] == "302"}),
          published["公用"])
    check(f"{year} rounded leaves 项目名称", rounded_total(projects), published["项目"])
    for function, economic in PAIRS:
        assert function_kind[(function, "基本支出")] == economics[economic], (year, function, economic)
    moved = [code for code, amount in function_kind.items() if wan(amount) * 10000 != amount]
    print(f"      {len(moved)} of {len(function_kind)} function leaves move when rounded; pairs {len(PAIRS)} of {len(PAIRS)} equal")

    text = (inputs / f"{year}年收入预算.csv").read_bytes()
    assert b"\r\n" in text and not text.startswith(b"\xef\xbb\xbf")
    income = {row["功能科目编码"]: Decimal(row["金额（元）"].replace(",", ""))
              for row in csv.DictReader(io.StringIO(text.decode("gb18030")))}
    check(f"{year} income per code equals expenditure per code", income == dict(functions), True)
    check(f"{year} income 元", sum(income.values()), exact["合计"])

    items = {row[0]: row[1:] for row in rows(inputs / f"{year}年三公经费预算.xlsx", 5)}
    check(f"{year} 三公 接待 万元", (items["公务接待费"][0], sum(sum(row) for row in items.values())), (0.2, 0.2))
    check(f"{year} 30217 元", economics["30217"], Decimal("2000.00"))
    return projects


def check_assets(inputs):
    text = (inputs / "2019年末固定资产卡片.csv").read_bytes()
    assert b"\r" not in text and not text.startswith(b"\xef\xbb\xbf")
    cards = list(csv.DictReader(io.StringIO(text.decode("utf-8"))))
    houses = [card for card in cards if card["资产分类代码"].startswith("102")]
    others = [card for card in cards if card not in houses]
    cost = lambda group: sum(Decimal(card["原值（元）"]) for card in group)
    print(f"register: {len(cards)} cards, {len(houses)} of them 房屋")
    check("房屋 原值", cost(houses), Decimal("1500000.00"))
    check("房屋 面积", sum(Decimal(card["建筑面积（平方米）"]) for card in houses), Decimal("2474.00"))
    check("other 原值", cost(others), Decimal("990000.00"))
    check("duplicate numbers", len(cards) - len({card["资产编号"] for card in cards}), 0)
    for card in cards:
        assert not card["资产分类代码"].startswith("203") and card["取得日期"] <= card["投入使用日期"] <= "2019-12-31"
        cost_, worn, net = (Decimal(card[key]) for key in ("原值（元）", "累计折旧（元）", "净值（元）"))
        assert net == cost_ - worn and 0 <= worn <= cost_, card
        year, month, _ = map(int, card["投入使用日期"].split("-"))
        months = min(int(card["折旧年限（月）"]), (2019 - year) * 12 + 12 - month + 1)
        assert months == int(card["已提月数"]), card
        assert worn == (cost_ * months / int(card["折旧年限（月）"])).quantize(Decimal("0.01"), ROUND_HALF_UP), card
    check("devices of 200 000 元 and more", [c for c in others if Decimal(c["原值（元）"]) / int(c["数量"]) >= 200000], [])


def check_performance(inputs, expected):
    duties, children = {}, defaultdict(Decimal)
    for row in rows(inputs / "2020年绩效目标.xlsx", 5):
        name, amount = row[0], yuan(row[1] or 0)
        if name.startswith("\u3000\u3000"):
            children[duty] += amount
        else:
            duty = name
            duties[duty] = amount
        assert row[5:9] == ["≥90%", "≥80%", "≥60%", "＜60%"], row
    check("Σ 职责 万元", (sum(duties.values()), duties["社会保障"], children["社会保障"]),
          tuple(Decimal(text) for text in expected))


for folder, expected in [("weixian-2020", ("16238.00", "30.00", "5064.70")),
                         ("weixian-2020-corrected", ("12442.30", "4442.30", "4442.30"))]:
    inputs = FIXTURES / folder / "inputs"
    print(f"== {folder}")
    this_year, last_year = check_budget(inputs, 2020), check_budget(inputs, 2019)
    print("      new:", *(this_year.keys() - last_year.keys()), "| ceased:", *(last_year.keys() - this_year.keys()),
          f"| continuing: {len(this_year.keys() & last_year.keys())}")
    check_assets(inputs)
    check_performance(inputs, expected)
    assert rows(inputs / "2020年政府采购预算.xlsx", 4)[0][0] == "无"
print("all totals as published")
