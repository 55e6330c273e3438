"""Open a file of any kind that can be imported, as the tables that are in it."""

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.sheet import Sheet, content_of, text_sheet
from pipeline_cli.importers.xlsx import is_workbook, workbook_sheets


def open_tables(path: str, encoding: str | None = None, worksheet: str | None = None) -> list[Sheet]:
    """Return the tables of a file: one of text, any number of a workbook.

    Args:
        path: the file.
        encoding: how its text is encoded, if the user says so.
        worksheet: the only one to read of a workbook.

    Raises:
        UsageError: it holds no table, or can't be read as it is.
        NotFoundError: there is no such worksheet.
        StoreError: it can't be opened, or is damaged.
    """
    data = content_of(path)
    if is_workbook(data):
        return workbook_sheets(path, data, worksheet)
    if worksheet is not None:
        raise UsageError(t("{path} has no worksheets.", path=path), hint=t("Leave --sheet out."))
    return [text_sheet(path, data, encoding)]
