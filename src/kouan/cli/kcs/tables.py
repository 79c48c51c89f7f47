"""``mapping.yaml`` as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import values
from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Codes of one column: from theirs to ours, with what the table rests on."""

    source: str
    verified: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything ``mapping.yaml`` says. ``assumptions``: field → value and why."""

    source: str
    columns: Mapping[str, str]
    codes: Mapping[str, CodeTable]
    assumptions: Mapping[str, tuple[str, Text]]
    synthetic: Mapping[str, str]
    unused: Mapping[str, Text]


@cache
def tables() -> Tables:
    """The mapping, read once."""
    raw: dict[str, Any] = values(files("kouan.cli.kcs").joinpath("mapping.yaml").read_text("utf-8"))
    return Tables(
        source=" ".join(raw["source"].split()),
        columns={name: row["field"] for name, row in raw["columns"].items()},
        codes={name: _code_table(row) for name, row in raw["codes"].items()},
        assumptions={name: (str(row["value"]), Text.of(row["why"])) for name, row in raw["assumptions"].items()},
        synthetic=raw["synthetic"],
        unused={name: Text.of(why) for name, why in raw["unused"].items()},
    )


def _code_table(row: Mapping[str, Any]) -> CodeTable:
    return CodeTable(row["source"], row["verified"], {theirs: ours["code"] for theirs, ours in row["values"].items()})
