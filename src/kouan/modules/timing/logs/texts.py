"""The text of a table: its encoding, its separator, its header, and which line a row begins on."""

import codecs
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kouan.kernel.text import Text
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, line

_DELIMITERS = ",;\t|"
_AT_ONCE = 1 << 20
_ENCODING = Text("不是 UTF-8 也不是 GB18030 文字。", "this is neither UTF-8 nor GB18030 text.")
_CELLS = Text(
    "有 {found} 格；应与表头一样有 {wanted} 格。", "it has {found} cells; it should have {wanted}, as the header has."
)
_QUOTE = Text("引号没有成对；文件可能不完整。", "a quotation mark is not closed; the file may be incomplete.")
_NO_HEADER = Text("没有表头；第一行应是列名。", "there is no header; the first line should name the columns.")
_TWICE = Text(
    "列名“{name}”出现两次；列名应各不相同。", "the column “{name}” is there twice; columns should have different names."
)
csv.field_size_limit(min(sys.maxsize, 1 << 30))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text, in UTF-8 whatever the file is in."""

    path: Path  # the text in UTF-8
    file: Path  # the file that was given
    delimiter: str
    header: tuple[str, ...]

    def line_of(self, row: int) -> int:
        """The line that the ``row``-th row under the header begins on."""
        for number, (begins, _) in enumerate(self.rows()):
            if number == row:
                return begins
        return 0

    def checked(self) -> None:
        """Raises Malformed at the first row that has not as many cells as the header."""
        for begins, cells in self.rows():
            if len(cells) != len(self.header):
                raise self.uneven(begins, len(cells))

    def uneven(self, begins: int, found: int) -> Malformed:
        """What is said of a row that has more or fewer cells than the header."""
        return Malformed(self.file, line(begins), _CELLS.fill(found=found, wanted=len(self.header)))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not empty, the header too, with the line it begins on."""
        with self.path.open(encoding="utf-8-sig", newline="") as text:
            yield from rows(self.file, text, self.delimiter)


def rows(file: Path, text: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty with the line it begins on. Raises Malformed where a quotation mark is not closed."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Malformed(file, line(begins), _QUOTE) from error


def sheet(file: Path, path: Path, folder: Path) -> Sheet:
    """The table in ``path``; errors speak of ``file``; a copy in UTF-8 is made in ``folder`` where it is not UTF-8."""
    text = path if _decodes(path, "utf-8") else _copied(file, path, folder)
    with text.open(encoding="utf-8-sig", newline="") as opened:
        delimiter = _delimiter(opened.readline())
        opened.seek(0)
        header = tuple(name.strip() for name in next(rows(file, opened, delimiter), (0, []))[1])
    if not any(header):
        raise Malformed(file, WHOLE, _NO_HEADER)
    for name in header:
        if name and header.count(name) > 1:
            raise Malformed(file, line(1), _TWICE.fill(name=name))
    return Sheet(text, file, delimiter, header)


def _delimiter(first: str) -> str:
    """What most separates the header."""
    return max(
        _DELIMITERS, key=lambda each: (len(next(csv.reader([first], delimiter=each), [])), -_DELIMITERS.index(each))
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while part := file.read(_AT_ONCE):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _copied(file: Path, path: Path, folder: Path) -> Path:
    """The text in UTF-8, from GB18030."""
    made, begun = folder / "text.csv", 1
    with path.open("rb") as source, made.open("wb") as target:
        decoder = codecs.getincrementaldecoder("gb18030")()
        try:
            while part := source.read(_AT_ONCE):
                text = decoder.decode(part)
                begun += text.count("\n")
                target.write(text.encode())
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise Malformed(file, line(begun + bytes(error.object[: error.start]).count(b"\n")), _ENCODING) from error
    return made
