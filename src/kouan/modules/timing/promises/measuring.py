"""Promises taken of a log at once: those that the log itself states, or those of a catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.promises.figures import EVER, Kept, Span, kept
from kouan.modules.timing.promises.judging import judge
from kouan.modules.timing.promises.library import MODEL, model, operations
from kouan.modules.timing.promises.model import Limit, Operation
from kouan.modules.timing.promises.reading import read_catalogue
from kouan.modules.timing.promises.saying import clock_text, limit_text
from kouan.modules.timing.promises.stated import stated
from kouan.modules.timing.promises.wilson import Verdict, verdict
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import digest_of


@dataclass(frozen=True, slots=True)
class Source:
    """Limits, and the definitions of what they are on."""

    limits: Sequence[Limit]
    operations: Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class Promised:
    """A limit and how an operator kept it. ``kept`` is None where the log cannot tell."""

    limit: Limit
    operation: Operation
    operator: str
    kept: Kept | None

    @property
    def verdict(self) -> Verdict | None:
        return verdict(self.kept.kept, self.kept.n, self.limit.pledged) if self.kept else None

    @property
    def digest(self) -> str:
        """SHA-256 over the definition of the operation and the limit."""
        return digest_of((self.operation, self.limit))

    @property
    def said(self) -> tuple[str, str]:
        """The limit and its clock, as they are written in files."""
        return limit_text(self.limit.unit, self.limit.amount), clock_text(self.limit.hours)


def limits_named(name: str) -> Source | None:
    """A catalogue that comes with the house, by its code."""
    return Source(model().limits, operations()) if name == MODEL else None


def limits_from(text: str, file: str) -> Source:
    """A catalogue of somebody's own; raises Unreadable."""
    found, known = read_catalogue(text, file, operations())
    return Source(found.limits, known)


def promised(duck: Duck, source: Source | None = None, span: Span = EVER) -> list[Promised]:
    """Each limit with every operator who had cases; one row where nobody had. Without a source, the log's own limits.

    Open cases are looked at when the last event of the log was recorded.
    """
    found = source or Source(stated(duck, log()), operations())
    [(recorded,)] = duck.connection.execute("SELECT max(recorded) FROM event").fetchall()
    judge(duck, found.operations, found.limits, int(recorded or 0))
    counted = kept(duck, span)
    return [row for no, limit in enumerate(found.limits) for row in _rows(found, no, limit, counted)]


def _rows(source: Source, no: int, limit: Limit, counted: Sequence[Kept]) -> list[Promised]:
    operation = source.operations[limit.operation]
    if operation.measure is None:
        return [Promised(limit, operation, limit.operator, None)]
    own = [each for each in counted if each.no == no] or [Kept(no, limit.operator, "", 0, 0, 0, 0, 0, 0)]
    return [Promised(limit, operation, each.operator, each) for each in own]
