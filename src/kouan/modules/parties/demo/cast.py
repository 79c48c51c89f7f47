"""Who is in the demo, as written in people.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import strings
from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody and the post they hold; ``desk`` is empty at a firm."""

    id: str
    name: Text
    title: Text
    organisation: str
    desk: str
    administers: bool


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm. ``credit``: levels by the day they began; its staff, the administrator first."""

    slug: str
    id: str
    name: Text
    roles: frozenset[str]
    customs_code: str
    credit: tuple[tuple[date, str], ...]
    staff: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody. ``mandates`` are accepted, ``offers`` wait: (principal, agent, procedures), by credit code."""

    firms: Mapping[str, Firm]
    officers: tuple[Member, ...]
    mandates: tuple[tuple[str, str, tuple[str, ...]], ...]
    offers: tuple[tuple[str, str, tuple[str, ...]], ...]


@cache
def cast() -> Cast:
    """The cast, read once."""
    raw = files("kouan.modules.parties.demo").joinpath("people.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = strings(raw)
    firms = {row["slug"]: _firm(row) for row in rows["firms"]}
    officers = tuple(_member(row, row["agency"]) for row in rows["officers"])
    return Cast(firms, officers, _pairs(rows["mandates"], firms), _pairs(rows["offers"], firms))


def _firm(row: Mapping[str, Any]) -> Firm:
    return Firm(
        slug=row["slug"],
        id=row["id"],
        name=Text.of(row["name"]),
        roles=frozenset(row["roles"]),
        customs_code=row.get("customs_code", ""),
        credit=tuple((date.fromisoformat(level["since"]), level["level"]) for level in row.get("credit", ())),
        staff=tuple(_member(member, row["id"]) for member in row["staff"]),
    )


def _member(row: Mapping[str, str], organisation: str) -> Member:
    return Member(
        id=row["id"],
        name=Text.of(row["name"]),
        title=Text.of(row["title"]),
        organisation=organisation,
        desk=row.get("desk", ""),
        administers=row.get("administers") == "true",
    )


def _pairs(
    rows: Sequence[Mapping[str, Any]], firms: Mapping[str, Firm]
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((firms[row["principal"]].id, firms[row["agent"]].id, tuple(row["procedures"])) for row in rows)
