"""What can be changed: each lever as data, and whether a study and its chain give it a hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.chain import Chain
from kouan.modules.timing.replaying.refusing import Unfit
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.worktime import Hours


@dataclass(frozen=True, slots=True)
class Parallel:
    """A step is no longer after another but beside it: it begins when that one does."""

    step: str
    beside: str


@dataclass(frozen=True, slots=True)
class Advance:
    """``share`` (percent) of the consignments are filed ``lead`` hours before they arrive."""

    share: Decimal
    lead: Decimal


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Of ``share`` (percent) of those that pay, nobody waits for the payment."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class Open:
    """The offices have other hours."""

    hours: Hours


@dataclass(frozen=True, slots=True)
class Cap:
    """A step takes so many hours at most."""

    step: str
    hours: Decimal


Lever = Parallel | Advance | Guarantee | Open | Cap
ORDER = (Parallel, Advance, Guarantee, Open, Cap)
"""In which levers are pulled, whatever the order they are named in."""

_NO_ROLE = Text(
    "口径 {study} 的步骤中没有{what}，不能推演这一项。",
    "The study {study} has no step of {what}, so this cannot be replayed.",
)
_NO_STEP = Text(
    "口径 {study} 没有步骤“{step}”，有：{steps}。",
    "The study {study} has no step “{step}”; it has {steps}.",
)
_NO_PAIR = Text(
    "“{step}”并不排在“{beside}”之后，或者不能与它并行；可改为并行的有：{pairs}。",
    "“{step}” is not after “{beside}”, or cannot be put beside it; what can be: {pairs}.",
)
_NO_OFFICE = Text(
    "口径 {study} 没有说明办公时间（closed），不能推演延长办公时间。",
    "The study {study} states no office hours (closed), so longer ones cannot be replayed.",
)
_ROLES = {
    "filing": Text("申报", "filing"),
    "arrival": Text("抵港", "arrival"),
    "payment": Text("缴税", "payment"),
}
_NONE = Text("没有", "none")


def fitting(pulled: Sequence[Lever], chain: Chain, study: Study, end: str) -> tuple[Lever, ...]:
    """The levers in the order in which they are pulled; raises Unfit where one has no hold. ``end``: the last step."""
    for lever in pulled:
        match lever:
            case Parallel():
                _paired(lever, chain, study, end)
            case Advance():
                _role(chain, study, "arrival", "filing")
            case Guarantee():
                _role(chain, study, "payment")
            case Open():
                if not offices(study):
                    raise Unfit(_NO_OFFICE.fill(study=study.code))
            case Cap():
                _step(lever.step, chain, study)
    return tuple(sorted(pulled, key=lambda lever: (ORDER.index(type(lever)), repr(lever))))


def offices(study: Study) -> Hours | None:
    """The present opening hours of a study's offices."""
    closed = study.holders.closed if study.holders else None
    return closed.hours if closed else None


def _role(chain: Chain, study: Study, *roles: str) -> None:
    for role in roles:
        if not getattr(chain, role):
            raise Unfit(_NO_ROLE.fill(study=study.code, what=_ROLES[role]))


def _step(name: str, chain: Chain, study: Study) -> None:
    if not chain.step(name):
        raise Unfit(_NO_STEP.fill(study=study.code, step=name, steps=", ".join(each.name for each in chain.steps)))


def _paired(lever: Parallel, chain: Chain, study: Study, end: str) -> None:
    _step(lever.step, chain, study)
    _step(lever.beside, chain, study)
    pairs = list(chain.pairs(end))
    if (lever.step, lever.beside) not in pairs:
        said = ", ".join("@".join(each) for each in pairs) or _NONE
        raise Unfit(_NO_PAIR.fill(step=lever.step, beside=lever.beside, pairs=said))
