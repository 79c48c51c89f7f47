"""Where a person lets go of what has passed every check (``posts.yaml``), and how long that took, by the log alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies import reading

_FILE = "posts.yaml"
_CASE, _SYSTEM = "case", "system"
_ENDS = ("decided", "supplied")


@dataclass(frozen=True, slots=True)
class Post:
    """A step of a procedure that lets go, and the steps that are done before, side by side. ``person``: by whom.

    ``failed``: by step, the outcomes with which it has been done and not been passed.
    """

    procedure: str
    step: str
    after: tuple[str, ...]
    person: bool = True
    failed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Click(NamedTuple):
    """A case that had passed every check at ``since`` and was let go at ``until`` (microseconds), by an event."""

    procedure: str
    step: str
    case: str
    event: int
    party: str
    since: int
    until: int

    @property
    def us(self) -> int:
        """How long it took to click."""
        return self.until - self.since


@cache
def posts() -> tuple[Post, ...]:
    """All of them, in the order of the file."""
    said = reading.opened(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE).fields(("posts",))
    return tuple(map(_post, said["posts"].parts()))


def _post(part: reading.Part) -> Post:
    said = part.fields(("procedure", "step", "after"), ("by", "failed"))
    by = said["by"].word((_SYSTEM,)) if "by" in said else ""
    after = said["after"].words()
    failed = said["failed"].fields((), after) if "failed" in said else {}
    outcomes = {step: each.words() for step, each in failed.items()}
    return Post(said["procedure"].word(), said["step"].word(), after, by != _SYSTEM, outcomes)


def clicks(engine: Engine, log: Log, among: Sequence[Post], first: int, end: int) -> list[Click]:
    """What was let go from ``first`` up to ``end``, the longest wait first."""
    found = [
        Click(each.procedure, each.step, *row) for each in among for row in engine.rows(_of(log, each, first, end))
    ]
    return sorted(found, key=lambda each: (-each.us, each.case, each.event))


def _of(log: Log, post: Post, first: int, end: int) -> ir.Table:
    """``case, event, party, since, until``.

    Every check had passed with the last thing that happened in the case before: an answer or a correction counts too.
    So it is where one of the checks was done before, and none is done afterwards.
    """
    own = _own(log, post)
    in_order = ibis.window(group_by=own.object, order_by=[own.ts, own.event])
    so_far = ibis.window(group_by=own.object, order_by=[own.ts, own.event], preceding=None, following=0)
    check = own.type.isin([f"{act}: {step}" for step in post.after for act in _ENDS]).cast("int64")
    told = own.select(
        "event",
        "type",
        case="object",
        until="ts",
        since=own.ts.lag().over(in_order),
        before=check.sum().over(so_far),
        whole=check.sum().over(ibis.window(group_by=own.object)),
    )
    let_go = told.filter(
        told.type == f"decided: {post.step}", told.before > 0, told.before == told.whole, told.until >= first
    )
    who = log.event.select(of="event", party="party")
    known = let_go.filter(let_go.until < end).join(who, [("event", "of")])
    by = known.party != _SYSTEM if post.person else known.party == _SYSTEM
    return known.filter(by).select("case", "event", "party", "since", "until")


def _own(log: Log, post: Post) -> ir.Table:
    """The events of the cases of a procedure that are about the case itself; save cases in which a check failed."""
    told, known = log.relation, log.object
    of_it = known.filter(known.kind == _CASE, known.attribute == "procedure", known.value == post.procedure)
    own = told.filter(told.kind == _CASE, told.qualifier == _CASE).semi_join(of_it, "object")
    for step, outcomes in post.failed.items():
        ended = known.filter(
            known.kind == _CASE, known.attribute == f"outcome/{step}", known.value.isin(list(outcomes))
        )
        own = own.anti_join(ended, "object")
    return own
