"""The alert rules of ``catalogue.yaml``: what each compares, and how it is measured here, or why it is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies import reading
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.studies.parsing import read

_FILE = "catalogue.yaml"
_MEASURES = ("days", "hours", "percentile", "match", "rule")
_HOURS = {"days": 24, "hours": 1}
_REQUIRED = ("code", "title", "group", "measure")
_OPTIONAL = ("threshold", "own_threshold", "log", "from", "to", "before", "unless", "given", "unmeasured")


@dataclass(frozen=True, slots=True)
class Alert:
    """One rule. ``threshold``: in days, hours or percent, as ``measure`` says, 0 where the source has none.

    ``start``, ``end``: milestones of ``study``; ``unless``: others that end the wait as well; ``given``: others that
    must be reached. ``before``: it is ``start`` that must not come before this milestone, or without it.
    ``own``: the threshold is ours. ``unmeasured``: why the log cannot answer; then there is no study.
    """

    code: str
    title: Text
    group: str
    measure: str
    threshold: int = 0
    own: bool = False
    study: Study | None = None
    start: str = ""
    end: str = ""
    before: str = ""
    unless: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    unmeasured: Text | None = None

    @property
    def hours(self) -> int:
        """What it may take; 0 where that is not said in hours or days."""
        return self.threshold * _HOURS.get(self.measure, 0)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rules in their order, with the groups' titles and where they are from."""

    source: Text
    verified: bool
    taken_over: date
    groups: Mapping[str, Text]
    rules: tuple[Alert, ...]


@cache
def catalogue() -> Catalogue:
    """All of them, read once."""
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    said = reading.opened(text, _FILE).fields(("taken_over", "source", "verified", "groups", "rules"))
    groups = {code: part.text() for code, part in said["groups"].entries().items()}
    return Catalogue(
        source=said["source"].text(),
        verified=said["verified"].truth(),
        taken_over=date.fromisoformat(said["taken_over"].word()),
        groups=groups,
        rules=tuple(_rule(part, groups) for part in said["rules"].parts()),
    )


def _rule(part: reading.Part, groups: Mapping[str, Text]) -> Alert:
    said = part.fields(_REQUIRED, _OPTIONAL)
    number = said.get("own_threshold", said.get("threshold"))
    rule = Alert(
        code=said["code"].word(),
        title=said["title"].text(),
        group=said["group"].word(groups),
        measure=said["measure"].word(_MEASURES),
        threshold=number.whole(1) if number else 0,
        own="own_threshold" in said,
    )
    if "unmeasured" in said:
        return replace(rule, unmeasured=said["unmeasured"].text())
    study = _study(said["log"].word())
    known = [each.name for each in study.milestones]
    return replace(
        rule,
        study=study,
        start=said["from"].word(known),
        end=said["to"].word(known) if "to" in said else "",
        before=said["before"].word(known) if "before" in said else "",
        unless=_among(said, "unless", known),
        given=_among(said, "given", known),
    )


def _among(said: Mapping[str, reading.Part], name: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.word(known) for each in said[name].parts()) if name in said else ()


@cache
def _study(code: str) -> Study:
    file = files(__package__).joinpath("logs", f"{code}.yaml")
    return read(file.read_text(encoding="utf-8"), f"{code}.yaml")
