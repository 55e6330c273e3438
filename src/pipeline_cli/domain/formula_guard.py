"""Keep a spreadsheet from running a text as a formula, in a way that gives the very text back.

Source: OWASP, "CSV Injection".
"""

MARK = "'"
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠" + MARK)


def guarded(text: str) -> str:
    """Return a text as it is written into a cell: a ``'`` before what a spreadsheet would run."""
    return MARK + text if text[:1] in _DANGEROUS else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that ``guarded`` wrote; other cells come back as they are."""
    return cell[1:] if cell[:1] == MARK and cell[1:2] in _DANGEROUS else cell
