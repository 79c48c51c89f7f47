"""What must be there: every field marked for completion, once the declaration is no longer a summary."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from kouan.blueprint import Circumstances, Finding, Form, Rule, Text, rule
from kouan.blueprint.describe import fields
from kouan.procedures._declaration.words import COMPLETE, TWO_STEP


def is_summary(filing: Any, on: Circumstances) -> bool:
    """Whether this is the first half of a two-step declaration, not yet completed."""
    if filing.clearance != TWO_STEP or on.step == COMPLETE:
        return False
    return on.before is None or any(_missing(on.before))


@cache
def _awaited(form: type[Form]) -> tuple[tuple[str, Text], ...]:
    return tuple((field.name, field.label) for field in fields(form) if field.later == COMPLETE)


def _missing(part: Form) -> Iterator[tuple[str, Text]]:
    """Absent fields; malformed ones are not in the values at all and have been spoken of already."""
    values = part.__dict__
    for name, label in _awaited(type(part)):
        if values.get(name, ...) is None:
            yield name, label


def gaps(filing: Any) -> Iterator[Finding]:
    """Where a field marked for completion is absent, with its label."""
    for name, label in _missing(filing):
        yield name, {"label": label}
    for rows in ("lines", "containers"):
        for index, row in enumerate(filing.__dict__.get(rows, ())):
            for name, label in _missing(row):
                yield (rows, index, name), {"label": label}


@rule("required", basis="gacc-2019-18#head-2")
def nothing_is_missing(filing: Any, on: Circumstances) -> Iterator[Finding]:
    """{label}：必须填写（两步申报的概要可后补）。 | {label}: this is required; only a two-step summary may leave it."""
    if not is_summary(filing, on):
        yield from gaps(filing)


RULES: tuple[Rule, ...] = (nothing_is_missing,)
