"""In what an import and an export declaration differ, as far as the shared rules go."""

from collections.abc import Mapping
from dataclasses import dataclass

from kouan.blueprint import Text

REQUIRED, EMPTY = "required", "empty"
_CIF, _CFR, _FOB, _CI, _EXW = "12347"


@dataclass(frozen=True, slots=True)
class Direction:
    """``costs``: delivery terms → what freight and insurance must be.

    ``uncrossed_terms``: delivery terms when nothing crosses the border. ``foreign_modes``: supervision modes that only
    the other direction has. ``preferences``: what the second declaration element may be.
    """

    code: str
    words: Text
    costs: Mapping[str, tuple[str, str]]
    uncrossed_terms: str
    foreign_modes: frozenset[str]
    preferences: frozenset[str]


IMPORT = Direction(
    code="import",
    words=Text("进口", "import"),
    costs={
        _CIF: (EMPTY, EMPTY),
        _CFR: (EMPTY, REQUIRED),
        _FOB: (REQUIRED, REQUIRED),
        _CI: (REQUIRED, EMPTY),
        _EXW: (REQUIRED, REQUIRED),
    },
    uncrossed_terms=_CIF,
    foreign_modes=frozenset({"1039", "2210", "3422", "9710", "9810"}),
    preferences=frozenset("3"),
)
EXPORT = Direction(
    code="export",
    words=Text("出口", "export"),
    costs={
        _CIF: (REQUIRED, REQUIRED),
        _CFR: (REQUIRED, EMPTY),
        _FOB: (EMPTY, EMPTY),
        _CI: (EMPTY, REQUIRED),
    },
    uncrossed_terms=_FOB,
    foreign_modes=frozenset({"2025", "2225", "3410", "4539", "9700", "9800"}),
    preferences=frozenset("012"),
)
