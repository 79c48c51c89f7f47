"""The monthly report as a file. Of one position of the log it is the same to the byte, whenever it is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kouan.web.pages.timing.chapters import Chapter
from kouan.web.pages.timing.report import pdf, workbook

if TYPE_CHECKING:
    from kouan.modules.timing.public import figures

FORMATS = {"xlsx": workbook.made, "pdf": pdf.made}


def made(kind: str, month: figures.Period, chapters: Sequence[Chapter]) -> bytes:
    """The report in the language of the request. Raises Unavailable where it cannot be set here."""
    return FORMATS[kind](month, chapters)
