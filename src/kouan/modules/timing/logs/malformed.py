"""Why a log is refused: which file, which place in it, what is wrong there and what would be right."""

from dataclasses import dataclass
from pathlib import Path

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file; ``line`` where it is known."""

    said: Text
    line: int | None = None
    path: str = ""  # in a JSON document


WHOLE = Place(Text("", ""))


class Malformed(Exception):  # noqa: N818 - it says what the file is
    """A log that is not read. Nothing of it is kept."""

    def __init__(self, file: Path, place: Place, reason: Text) -> None:
        self.file, self.place, self.reason = file, place, reason
        where = _WHERE.fill(file=file.name, place=place.said) if place.said.en else Text(file.name, file.name)
        self.said = Text(f"{where.zh}：{reason.zh}", f"{where.en}: {reason.en}")
        super().__init__(self.said.en)

    @property
    def line(self) -> int | None:
        return self.place.line


_WHERE = Text("{file} {place}", "{file}, {place}")


def line(number: int, column: int | None = None) -> Place:
    """A line of a text file, counted from 1, and a column of it."""
    if column is None:
        return Place(Text(f"第 {number} 行", f"line {number}"), number)
    return Place(Text(f"第 {number} 行第 {column} 列", f"line {number}, column {column}"), number)


def cell(number: int, name: str) -> Place:
    """A named column of a line."""
    return Place(Text(f"第 {number} 行“{name}”列", f"line {number}, column “{name}”"), number)


def row(table: str, number: int) -> Place:
    """A row of a table, counted from 1."""
    return Place(Text(f"表 {table} 第 {number} 行", f"table {table}, row {number}"))


def path(said: str, line: int | None = None) -> Place:
    """A place in a JSON document, as ``events[3].time``, and the line it is on."""
    if line is None:
        return Place(Text(f"{said} 处", said), path=said)
    return Place(Text(f"第 {line} 行 {said} 处", f"line {line}, {said}"), line, said)
