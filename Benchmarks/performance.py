"""The sections of docs/PERFORMANCE.md, which several benchmarks write."""
from pathlib import Path

REPORT = Path(__file__).parent.parent / "docs" / "PERFORMANCE.md"
# Its benchmark takes what follows its own title for its own.
LAST = "## Registers of assets"


def put_section(title, lines):
    """Writes a section anew in its place, or for the first time before the last one."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else "# Performance\n"
    section = "\n".join([f"## {title}", "", *lines]).rstrip("\n") + "\n"
    start = text.find(f"## {title}\n")
    if start >= 0:
        end = text.find("\n## ", start)
        end = len(text) if end < 0 else end + 1
    else:
        start = text.find(LAST)
        start = end = len(text) if start < 0 else start
    parts = [text[:start].rstrip("\n"), section.rstrip("\n"), text[end:].strip("\n")]
    REPORT.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")
