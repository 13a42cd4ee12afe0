"""The sections of docs/PERFORMANCE.md, which several benchmarks write."""
from pathlib import Path

REPORT = Path(__file__).parent.parent / "docs" / "PERFORMANCE.md"


def put_section(title, lines):
    """Writes a section anew in its place, or for the first time at the end."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else "# Performance\n"
    section = "\n".join([f"## {title}", "", *lines]).rstrip("\n") + "\n"
    start = text.find(f"## {title}\n")
    if start >= 0:
        end = text.find("\n## ", start)
        end = len(text) if end < 0 else end + 1
    else:
        start = end = len(text)
    parts = [text[:start].rstrip("\n"), section.rstrip("\n"), text[end:].strip("\n")]
    REPORT.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def put_head(text):
    """Writes what stands before the first section anew."""
    old = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    start = old.find("\n## ")
    rest = "" if start < 0 else old[start:]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text.rstrip("\n") + "\n" + rest, encoding="utf-8")
