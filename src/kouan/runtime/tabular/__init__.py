"""Filings in tables: CSV and XLSX in, templates out. Columns are the form's fields, by path, label or message tag."""

from kouan.runtime.tabular.filings import TableFiling, filings_in
from kouan.runtime.tabular.layout import Column, UnknownColumns, columns, recognise
from kouan.runtime.tabular.sheets import Sheet, read_sheet
from kouan.runtime.tabular.template import write_template

__all__ = [
    "Column",
    "Sheet",
    "TableFiling",
    "UnknownColumns",
    "columns",
    "filings_in",
    "read_sheet",
    "recognise",
    "write_template",
]
