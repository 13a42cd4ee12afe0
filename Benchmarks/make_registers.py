#!/usr/bin/env python3
"""Writes two asset registers (固定资产卡片) as CSV files, the same every time.

usage: make_registers.py FOLDER [CARDS]

CARDS cards (default 1,000,000) at the end of 2018 (`prior.csv`) and of 2019 (`current.csv`): 3 % of
the earlier cards are gone and as many new ones came, 3 % of those that stayed changed in one of
five fields, and 1 % of the later cards lost their number. What was done stands in `truth.json`.
"""
import json
import random
import sys
from pathlib import Path

HEAD = ("资产编号,资产名称,规格型号,资产分类代码,计量单位,数量,建筑面积（平方米）,取得日期,价值类型,原值（元）,"
        "折旧年限（月）,累计折旧（元）,净值（元）,会计凭证号,使用部门,存放地点,使用状况")
KINDS = [
    ("台式计算机", "2010104", "台", 72, 3000, 9000), ("便携式计算机", "2010105", "台", 72, 4000, 15000),
    ("激光打印机", "2010601", "台", 72, 900, 6000), ("服务器", "2010103", "台", 72, 20000, 400000),
    ("交换设备", "2010202", "台", 72, 2000, 90000), ("复印机", "2020100", "台", 72, 9000, 60000),
    ("投影仪", "2020200", "台", 72, 3000, 20000), ("空调机", "2061804", "台", 60, 2000, 12000),
    ("轿车", "2030501", "辆", 96, 90000, 250000), ("视频监控设备", "2321100", "套", 60, 3000, 80000),
    ("办公桌", "6010200", "张", 180, 500, 4000), ("办公椅", "6010300", "把", 180, 200, 1500),
    ("文件柜", "6010500", "组", 180, 400, 3000), ("沙发", "6010400", "套", 180, 1000, 8000),
    ("业务用房", "1020000", "幢", 600, 800000, 9000000), ("档案密集架", "2040000", "组", 180, 2000, 30000),
]
DEPARTMENTS = [f"{name}{unit}" for name in ("综合", "财务", "人事", "法规", "规划", "执法", "信息", "后勤", "档案", "审批")
               for unit in ("一科", "二科", "三科", "四科")]


def card(number, rng):
    name, category, unit, life, low, high = rng.choice(KINDS)
    cost = rng.randrange(low * 100, high * 100)
    year, month, day = rng.randrange(2005, 2019), rng.randrange(1, 13), rng.randrange(1, 29)
    months = (2018 - year) * 12 + 12 - month + 1
    area = f"{rng.randrange(5000, 900000) / 100:.2f}" if unit == "幢" else ""
    return [f"ZC{year}{number:08d}", name, f"{'ABCDEFGH'[rng.randrange(8)]}{rng.randrange(100, 400)}",
            category, unit, "1", area, f"{year}-{month:02d}-{day:02d}", "原值", cost, life, months,
            f"记{year}{month:02d}{rng.randrange(1, 600):04d}", rng.choice(DEPARTMENTS),
            f"{rng.randrange(1, 20)}号楼{rng.randrange(101, 1200)}室", "在用"]


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def line(card, later):
    (number, name, model, category, unit, count, area, acquired, kind, cost, life, months, voucher, office, place,
     state) = card
    worn = cost * min(life, months + (12 if later else 0)) // life
    return ",".join([number, name, model, category, unit, count, area, acquired, kind, yuan(cost), str(life),
                     yuan(worn), yuan(cost - worn), voucher, office, place, state]) + "\n"


def changed(card, rng):
    field = rng.choice((9, 13, 14, 15, 6))
    card = list(card)
    if field == 9:
        card[9] += rng.randrange(100, 100000)
    elif field == 13:
        card[13] = rng.choice([office for office in DEPARTMENTS if office != card[13]])
    elif field == 14:
        card[14] += "东侧"
    elif field == 15:
        card[15] = "闲置"
    else:
        card[6] = f"{rng.randrange(100, 5000)}.50" if card[6] == "" else ""
    return card


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(20200115)
    truth = {"cards": count, "gone": 0, "new": 0, "changed": 0, "without-number": 0}
    with open(folder / "prior.csv", "w", encoding="utf-8", newline="") as prior, \
            open(folder / "current.csv", "w", encoding="utf-8", newline="") as current:
        prior.write(HEAD + "\n")
        current.write(HEAD + "\n")
        for number in range(count):
            old = card(number, rng)
            prior.write(line(old, False))
            draw = rng.random()
            if draw < 0.03:
                truth["gone"] += 1
                new = card(count + number, rng)
                new[0], new[7], new[11] = f"ZC2019{count + number:08d}", "2019-06-15", -5
                current.write(line(new, True))
                truth["new"] += 1
                continue
            new = old
            if draw < 0.06:
                truth["changed"] += 1
                new = changed(old, rng)
            if rng.random() < 0.01:
                truth["without-number"] += 1
                new = [""] + new[1:]
            current.write(line(new, True))
    (folder / "truth.json").write_text(json.dumps(truth) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
