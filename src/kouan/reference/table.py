"""One code table and its rows, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a code, its name, whether the row is confirmed, and what else the table says of it."""

    code: str
    name: Text
    verified: bool
    attributes: Mapping[str, str]

    def valid(self, on: date) -> bool:
        """Whether the row holds on that day; ``from`` and ``to`` are inclusive, absent means open."""
        start, end = self.attributes.get("from"), self.attributes.get("to")
        day = on.isoformat()
        return (start is None or start <= day) and (end is None or day <= end)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A code list of one authority. ``aliases`` names attributes a search may use like the code itself."""

    code: str
    title: Text
    issuer: Text
    as_of: date
    source: str
    verified: bool
    entries: Mapping[str, Entry]
    aliases: tuple[str, ...] = ()

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, code: str) -> Entry | None:
        """The row of a code, or None."""
        return self.entries.get(code)

    def name(self, code: str) -> Text:
        """The name of a code; raises KeyError naming the table and the code when it is not listed."""
        entry = self.entries.get(code)
        if entry is None:
            raise KeyError(f"code {code!r} is not in table {self.code!r}")
        return entry.name

    def valid(self, code: str, on: date) -> bool:
        """Whether the code is listed and in force on that day."""
        entry = self.entries.get(code)
        return entry is not None and entry.valid(on)
