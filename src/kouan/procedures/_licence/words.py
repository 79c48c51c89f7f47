"""Kinds of licences that are issued here, and what the law says of each family of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kouan.blueprint import Choice, Text
from kouan.reference import table

OBJECT = "licence"
"""The kind of object under whose number a licence is drawn on."""
IMPORT, EXPORT = "import", "export"
Across = Literal["december", "march", "free"]


@dataclass(frozen=True, slots=True)
class Family:
    """Licences that one agency issues by one law. ``across``: how far one may hold across the year's end.

    The terms of a procedure say ``validity-<name>`` and ``uses-<name>``; ``validity`` and ``batches`` are the clauses
    on how long one holds and how often it serves.
    """

    name: str
    agency: str
    across: Across
    validity: str
    batches: str


LICENCE = "licence"
AUTOMATIC, DUAL_USE, TOXIC, PESTICIDE, VETERINARY = "automatic", "dual-use", "toxic", "pesticide", "veterinary"
LAWS: Mapping[str, str] = {IMPORT: "import-licence-measures", EXPORT: "export-licence-measures"}
"""Direction → the law on its licences, whose clauses ``apply``, ``batches`` and ``validity`` go by the same names."""


def _of_law(direction: str, across: Across) -> Family:
    return Family(LICENCE, "commerce", across, f"{LAWS[direction]}#validity", f"{LAWS[direction]}#batches")


def _notice(name: str, agency: str, across: Across) -> Family:
    return Family(name, agency, across, f"release-notices#{name}", f"release-notices#{name}")


_RELEASE = (_notice(TOXIC, "environment", "free"), _notice(PESTICIDE, "agriculture", "free"))
_DUAL = Family(DUAL_USE, "commerce", "march", "dual-use-measures#validity", "dual-use-measures#batches")
_AUTOMATIC = Family(
    AUTOMATIC, "commerce", "december", "automatic-licence-measures#validity", "automatic-licence-measures#six-uses"
)
_VETERINARY = _notice(VETERINARY, "agriculture", "december")
FAMILIES: Mapping[str, Mapping[str, Family]] = {
    IMPORT: {each.name: each for each in (_of_law(IMPORT, "march"), _AUTOMATIC, _DUAL, *_RELEASE, _VETERINARY)},
    EXPORT: {each.name: each for each in (_of_law(EXPORT, "december"), _DUAL, *_RELEASE)},
}
NOTICES = frozenset({TOXIC, PESTICIDE, VETERINARY})
"""Families whose licences serve one batch only."""
KINDS: Mapping[str, Mapping[str, str]] = {
    IMPORT: {
        **{"1": LICENCE, "2": DUAL_USE, "7": AUTOMATIC, "O": AUTOMATIC, "v": AUTOMATIC},
        **{"X": TOXIC, "S": PESTICIDE, "R": VETERINARY},
    },
    EXPORT: {"4": LICENCE, "x": LICENCE, "y": LICENCE, "3": DUAL_USE, "G": DUAL_USE, "X": TOXIC, "S": PESTICIDE},
}
"""Direction → code of the table ``licence`` → family. All others are issued elsewhere and not checked online here."""


def kinds_of(direction: str) -> Choice:
    """The kinds of one direction, by their official names."""
    entries = table("licence").entries
    return Choice({code: entries[code].name for code in KINDS[direction]})


def family_of(kind: str, direction: str) -> Family:
    """The family of a kind; KeyError for one that is not issued here."""
    return FAMILIES[direction][KINDS[direction][kind]]


SINGLE, SEVERAL = "single", "several"
BATCHES = Choice(
    {SINGLE: Text("一批一证", "One batch"), SEVERAL: Text("非一批一证", "Several batches")},
)
BY_QUANTITY, BY_VALUE = "quantity", "value"
MEASURES = Choice(
    {BY_QUANTITY: Text("按数量核销", "By quantity"), BY_VALUE: Text("按金额核销", "By value")},
)
KILOGRAM, TONNE = "035", "070"
