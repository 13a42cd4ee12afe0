"""Prints a text document as python-docx reads it: a paragraph or a table's row a line."""
import sys

import docx


def cell_text(tc):
    return "".join(paragraph.text for paragraph in docx.table._Cell(tc, None).paragraphs)


for block in docx.Document(sys.argv[1]).iter_inner_content():
    if hasattr(block, "rows"):
        for row in block.rows:
            # A cell that goes on from the row above has no text of its own.
            print("".join(cell_text(tc) for tc in row._tr.tc_lst if tc.vMerge != "continue"))
    else:
        print(block.text)
