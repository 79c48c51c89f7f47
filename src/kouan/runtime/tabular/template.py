"""A template to fill in: a heading row in both languages, hints and code lists beside it."""

from pathlib import Path

import xlsxwriter

from kouan.blueprint.procedure import Procedure
from kouan.kernel.text import Text
from kouan.runtime.tabular.layout import Column, columns

_LEAD = (
    Text("报文序号", "Filing"),
    Text(
        "序号相同的各行为同一份申报；不填则每行一份",
        "rows with the same number are one filing; leave out for one filing a row",
    ),
)


def write_template(procedure: Procedure, path: Path) -> None:
    """Write an XLSX template for a procedure's form: sheet 1 to fill in, sheet 2 explains every column."""
    with xlsxwriter.Workbook(str(path)) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e8f1ff"})
        plain = book.add_format({"num_format": "@"})
        sheet, guide = book.add_worksheet("filing"), book.add_worksheet("columns")
        shown = columns(procedure.form)
        headings = ["filing", *(column.path for column in shown), "documents"]
        for index, heading in enumerate(headings):
            sheet.write_string(0, index, heading, bold)
            sheet.set_column(index, index, max(12, len(heading) + 2), plain)
        sheet.freeze_panes(1, 1)
        for index, row in enumerate((_HEAD, _lead_row(), *map(_guide_row, shown))):
            guide.write_row(index, 0, row, bold if index == 0 else None)


_HEAD = ("column", "中文", "English", "required", "kind", "code table", "clause", "提示", "hint")


def _lead_row() -> tuple[str, ...]:
    title, hint = _LEAD
    return ("filing", title.zh, title.en, "", "text", "", "", hint.zh, hint.en)


def _guide_row(column: Column) -> tuple[str, ...]:
    field, label = column.field, column.label
    hint = field.hint or Text("", "")
    codes = field.table or " ".join(field.options)
    return (
        column.path,
        label.zh,
        label.en,
        "*" if field.required else "",
        field.kind,
        codes,
        field.clause,
        hint.zh,
        hint.en,
    )
