"""Checks the package of a workbook as Excel would: package.py WORKBOOK [--public] [--elements]

Every part is well-formed XML, has a content type and is reached by a relationship; the children of
worksheet, workbook and styleSheet stand in the order of ECMA-376; sheet names, merges, defined
names, formulas, texts and links keep Excel's limits; no volatile function, no array formula.
--public also wants nothing internal in it: no comments, hidden sheets, custom properties, names of
other sheets than the visible ones, or names of input files and checks.
--elements prints the element list of every part instead, which the golden files keep; --outline
prints each kind of element of a part once, for parts whose length depends on the rules.
Standard library only.
"""
import posixpath
import re
import sys
import zipfile
from collections import Counter
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection"
    " protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr"
    " conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter"
    " rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing"
    " legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups"
    " externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
}
VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|OFFSET|INDIRECT|CELL|INFO)\(")
INTERNAL = re.compile(r"勾稽|来源文件|底稿|尾差|inputs/|\.csv|\.yaml|gouji|\.xlsx")
# What names of cells look like, in A1 and in R1C1 notation.
CELL_LIKE = re.compile(r"([A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*)$")
problems = []


def problem(text):
    problems.append(text)


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def parse_all(archive):
    parts = {}
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                parts[name] = ElementTree.fromstring(archive.read(name))
            except ElementTree.ParseError as error:
                problem(f"{name}: not well-formed: {error}")
    return parts


def check_package(archive, parts):
    types = parts["[Content_Types].xml"]
    overrides = {e.get("PartName").lstrip("/") for e in types if local(e) == "Override"}
    defaults = {e.get("Extension") for e in types if local(e) == "Default"}
    names = set(archive.namelist())
    for name in names - {"[Content_Types].xml"}:
        if name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
            problem(f"{name}: has no content type")
    for name in overrides - names:
        problem(f"[Content_Types].xml: {name} is not there")
    reached = set()
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = Counter(e.get("Id") for e in root)
        for duplicate in [i for i, count in ids.items() if count > 1]:
            problem(f"{name}: {duplicate} twice")
        for relation in root:
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target").split("#")[0]
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            reached.add(path)
            if target and path not in names:
                problem(f"{name}: {path} is not there")
    for name in names - reached:
        if name != "[Content_Types].xml" and not name.endswith(".rels"):
            problem(f"{name}: no relationship leads to it")


def check_order(parts):
    for name, root in parts.items():
        order = ORDER.get(local(root))
        if order is None or not root.tag.startswith(MAIN):
            continue
        order = order.split()
        found = [local(child) for child in root]
        places = [order.index(tag) if tag in order else problem(f"{name}: unknown <{tag}>") or -1 for tag in found]
        if places != sorted(places):
            problem(f"{name}: children in wrong order: {found}")
        for tag, count in Counter(found).items():
            if count > 1 and tag != "conditionalFormatting":
                problem(f"{name}: <{tag}> {count} times")


def check_names(workbook):
    sheets = [sheet.get("name") for sheet in workbook.iter(MAIN + "sheet")]
    for sheet in sheets:
        if not 1 <= len(sheet.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\]", sheet):
            problem(f"sheet name {sheet!r}")
    if len({sheet.lower() for sheet in sheets}) != len(sheets):
        problem("two sheets of one name")
    seen = set()
    for name in workbook.iter(MAIN + "definedName"):
        text, scope = name.get("name"), name.get("localSheetId")
        if (text.lower(), scope) in seen:
            problem(f"defined name {text} twice")
        seen.add((text.lower(), scope))
        if not text.startswith("_xlnm.") and (
                len(text) > 255 or CELL_LIKE.match(text) or not re.match(r"[^\W\d][\w.]*$", text)):
            problem(f"defined name {text!r}")
        quoted = re.match(r"'((?:[^']|'')+)'!", name.text or "")
        if quoted and quoted[1].replace("''", "'") not in sheets:
            problem(f"defined name {text} refers to {name.text}")
    return sheets


def bounds(text):
    def cell(part):
        letters, digits = re.match(r"\$?([A-Z]+)\$?(\d+)$", part).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return int(digits), column
    first, _, last = text.partition(":")
    return cell(first) + cell(last or first)


def check_sheets(parts):
    for name, root in parts.items():
        if local(root) != "worksheet":
            continue
        merges = [bounds(m.get("ref")) for m in root.iter(MAIN + "mergeCell")]
        for index, (top, left, bottom, right) in enumerate(merges):
            for other in merges[index + 1:]:
                if top <= other[2] and other[0] <= bottom and left <= other[3] and other[1] <= right:
                    problem(f"{name}: merges overlap")
        if len(list(root.iter(MAIN + "hyperlink"))) > 65530:
            problem(f"{name}: too many links")
        last = (0, 0)
        for cell in root.iter(MAIN + "c"):
            row, column = bounds(cell.get("r"))[:2]
            if (row, column) <= last or row > 1048576 or column > 16384:
                problem(f"{name}!{cell.get('r')}: out of order or out of bounds")
            last = (row, column)
            value = cell.find(MAIN + "v")
            if value is not None and value.text in ("NAN", "-NAN", "INF", "-INF", "nan", "inf"):
                problem(f"{name}!{cell.get('r')}: {value.text}")
            formula = cell.find(MAIN + "f")
            if formula is None:
                continue
            text = formula.text or ""
            if formula.get("t") == "array" or VOLATILE.search(text) or len(text) > 8192:
                problem(f"{name}!{cell.get('r')}: {text[:80]}")
            if value is None:
                problem(f"{name}!{cell.get('r')}: formula without a result")


def check_texts(parts):
    strings = parts.get("xl/sharedStrings.xml")
    for item in strings if strings is not None else []:
        text = "".join(t.text or "" for t in item.iter(MAIN + "t"))
        if len(text.encode("utf-16-le")) // 2 > 32767 or re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]", text):
            problem(f"text {text[:40]!r}")


def check_public(archive, parts, sheets):
    for name in archive.namelist():
        if re.search(r"comment|vmlDrawing|custom|externalLink|connections|vbaProject|drawing", name, re.I):
            problem(f"{name}: internal")
        found = INTERNAL.search(archive.read(name).decode("utf-8"))
        if found and name not in ("[Content_Types].xml",) and not name.endswith(".rels"):
            problem(f"{name}: has {found[0]!r}")
    for sheet in parts["xl/workbook.xml"].iter(MAIN + "sheet"):
        if sheet.get("state"):
            problem(f"sheet {sheet.get('name')} is {sheet.get('state')}")
    for name, root in parts.items():
        for element in root.iter():
            if element.get("hidden") in ("1", "true"):
                problem(f"{name}: <{local(element)}> is hidden")


def shape(cell):
    """What a cell is made of: its style, its kind of value, and the children it has."""
    children = "".join({"f": "=", "v": "", "is": "i"}.get(local(child), local(child)) for child in cell)
    return children + "s" + cell.get("s", "0") + {"s": "t", "str": "x", "n": ""}.get(cell.get("t", "n"), cell.get("t", ""))


def row_shape(row):
    """The attributes of a row but its number, and its cells, equal neighbours counted."""
    given = " ".join(f"{name}={value}" for name, value in sorted(row.attrib.items()) if name not in ("r", "spans"))
    runs = []
    for cell in row:
        if runs and runs[-1][0] == shape(cell):
            runs[-1][1] += 1
        else:
            runs.append([shape(cell), 1])
    cells = " ".join(text if count == 1 else f"{text}×{count}" for text, count in runs)
    return f"row [{given}] {cells}".rstrip()


# What differs from element to element, and how many there are.
INDIVIDUAL = {"r", "ref", "sqref", "count", "uniqueCount", "location", "display", "tooltip", "idx", "ptCount"}


def elements(parts, is_outline):
    """Every part as the list of its elements with their attributes, in the order of the file.

    Cells are given by their row, equal rows counted; texts, formulas and values are left out, other
    tests look at them. Equal neighbours of any kind are counted. An outline has every line once."""
    for name in sorted(parts):
        print(name)
        lines = []

        def walk(element, depth):
            tag = local(element)
            if tag == "row":
                lines.append("  " * depth + row_shape(element))
                return
            attributes = {a.rsplit("}", 1)[-1]: v for a, v in element.attrib.items()}
            hidden = INDIVIDUAL if is_outline else {"location", "display", "tooltip"} if tag == "hyperlink" else ()
            given = " ".join(f"{a}={v}" for a, v in sorted(attributes.items()) if a not in hidden)
            lines.append("  " * depth + tag + (f" [{given}]" if given else ""))
            if tag in ("si", "definedName"):
                return
            for child in element:
                walk(child, depth + 1)

        walk(parts[name], 1)
        if is_outline:
            print("\n".join(dict.fromkeys(lines)))
            continue
        index = 0
        while index < len(lines):
            count = 1
            while index + count < len(lines) and lines[index + count] == lines[index]:
                count += 1
            print(lines[index] + (f" ×{count}" if count > 1 else ""))
            index += count


def main():
    archive = zipfile.ZipFile(sys.argv[1])
    if archive.testzip():
        problem("damaged archive")
    parts = parse_all(archive)
    if "--elements" in sys.argv:
        elements(parts, "--outline" in sys.argv)
        return
    check_package(archive, parts)
    check_order(parts)
    sheets = check_names(parts["xl/workbook.xml"])
    check_sheets(parts)
    check_texts(parts)
    if "--public" in sys.argv:
        check_public(archive, parts, sheets)
    print("\n".join(problems))
    print(f"{len(archive.namelist())} parts, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
