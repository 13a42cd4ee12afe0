"""Draws every page of the exported examples on one sheet: contact_sheet.py GOUJI OUT.png [PROJECT…]

GOUJI is the built program. Each project of Fixtures/ is exported, its public workbook and the charts
of its working paper are printed by LibreOffice and drawn by poppler's pdftoppm. Needs Pillow. The
picture has 16 greys and colours so that it stays small.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, COLUMNS, GAP, HEAD = 330, 6, 6, 22
ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ["weixian-2020", "yuntai-2024", "songpu-2026", "songpu-library-2026"]


def pages(workbook, scratch, only_last=False):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to",
         "pdf", "--outdir", str(scratch), str(workbook)],
        check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    prefix = scratch / "page"
    for old in scratch.glob("page-*"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(scratch / f"{workbook.stem}.pdf"), str(prefix)], check=True)
    found = sorted(scratch.glob("page-*.png"))
    return [Image.open(path).convert("RGB") for path in (found[-1:] if only_last else found)]


def main():
    program, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for project in sys.argv[3:] or PROJECTS:
            output = scratch / project
            run = subprocess.run([program, "export", ROOT / "Fixtures" / project, "-o", output],
                                 stdout=subprocess.DEVNULL)
            if run.returncode not in (0, 1):
                sys.exit(f"{project} cannot be exported")
            images = pages(output / "公开.xlsx", scratch) + pages(output / "底稿.xlsx", scratch, True)
            small = [image.resize((WIDTH, image.height * WIDTH // image.width), Image.LANCZOS) for image in images]
            rows.append((project, small))
    lines = [(project if start == 0 else "", images[start:start + COLUMNS])
             for project, images in rows for start in range(0, len(images), COLUMNS)]
    height = sum(max(image.height for image in images) + GAP + (HEAD if name else 0) for name, images in lines)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, height + GAP), (200, 200, 200))
    draw = ImageDraw.Draw(sheet)
    y = GAP
    for name, images in lines:
        if name:
            draw.text((GAP, y + 4), name, fill=(0, 0, 0))
            y += HEAD
        for index, image in enumerate(images):
            sheet.paste(image, (GAP + index * (WIDTH + GAP), y))
        y += max(image.height for image in images) + GAP
    sheet.quantize(16, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target}: {sum(len(images) for _, images in rows)} pages, {target.stat().st_size // 1000} kB")


main()
