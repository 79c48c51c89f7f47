"""Operations and catalogues of limits from their files, read as strictly as studies are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast, get_args

from kouan.kernel.text import Text
from kouan.modules.timing.promises.model import NO_AMOUNT, UNITS, Catalogue, Counts, Limit, Measure, Operation, Unit
from kouan.modules.timing.promises.saying import clock_of, limit_of
from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.parts import condition
from kouan.modules.timing.studies.picking import picked
from kouan.modules.timing.studies.reading import Part, opened
from kouan.modules.timing.worktime import Hours

_DEFINED = ("code", "version", "stage", "title", "by", "trigger", "until")
_SAID = ("code", "version", "title", "source", "verified", "read_on", "note", "limits")
_OF_A_LIMIT = ("operator", "line", "since", "until", "clock", "publication", "address")
_OF_A_MEASURE = ("start", "counted", "unless", "reach", "scope", "operator", "party")
_WHOLE = 100


def read_operations(text: str, file: str) -> tuple[Operation, ...]:
    """The operations of a file ``{operations: […]}``; raises Unreadable."""
    return _operations(opened(text, file).fields(("operations",))["operations"])


def read_catalogue(text: str, file: str, known: Mapping[str, Operation]) -> tuple[Catalogue, Mapping[str, Operation]]:
    """Limits, and the operations that they are on: those of the house, or such as the file defines itself.

    Raises Unreadable, which says in one sentence what is wrong where and what would be right.
    """
    said = opened(text, file).fields(_SAID, ("operations",))
    own = {each.code: each for each in _operations(said["operations"])} if "operations" in said else {}
    among = {**known, **own}
    found = Catalogue(
        code=said["code"].word(),
        version=said["version"].whole(1),
        title=said["title"].text(),
        source=said["source"].text(),
        verified=said["verified"].truth(),
        read_on=_day(said["read_on"]),
        note=said["note"].text(),
        limits=tuple(_limit(part, among) for part in said["limits"].parts()),
    )
    return found, among


def _operations(part: Part) -> tuple[Operation, ...]:
    found = tuple(_operation(each) for each in part.parts())
    codes = [each.code for each in found]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            raise part.parts()[at].wrong(f"代码“{code}”用了两次", f"the code {code!r} is used twice")
    return found


def _operation(part: Part) -> Operation:
    said = part.fields(_DEFINED, ("counts", "measure", "unmeasured"))
    if ("measure" in said) == ("unmeasured" in said):
        raise part.wrong("应恰有 measure、unmeasured 之一", "it must have exactly one of measure and unmeasured")
    measure = _measure(said["measure"]) if "measure" in said else None
    counts = cast(Counts, said["counts"].word(get_args(Counts))) if "counts" in said else "time"
    return Operation(
        code=said["code"].word(),
        version=said["version"].whole(1),
        stage=said["stage"].text(),
        title=said["title"].text(),
        counts="rate" if measure and measure.counted else counts,
        by=said["by"].words(),
        trigger=said["trigger"].text(),
        until=said["until"].text(),
        measure=measure,
        unmeasured=said["unmeasured"].text() if "unmeasured" in said else Text("", ""),
    )


def _measure(part: Part) -> Measure:
    said = part.fields(("unit", "end"), _OF_A_MEASURE)
    for one, other in (("start", "counted"), ("operator", "party")):
        if (one in said) == (other in said):
            raise part.wrong(f"应恰有 {one}、{other} 之一", f"it must have exactly one of {one} and {other}")
    reach = tuple(each.words() for each in said["reach"].parts()) if "reach" in said else ()
    kinds = (said["unit"].word(), *(path[-1] for path in reach))
    counted = _picked(said["counted"], kinds) if "counted" in said else None
    whose = said["operator"].fields(("attribute",), ("of",)) if "operator" in said else {}
    return Measure(
        unit=kinds[0],
        start=(counted,) if counted else tuple(_picked(each, kinds) for each in said["start"].parts()),
        end=_picked(said["end"], kinds),
        counted=counted,
        unless=_picked(said["unless"], kinds) if "unless" in said else None,
        reach=reach,
        scope=tuple(condition(each, kinds) for each in said["scope"].parts()) if "scope" in said else (),
        operator=whose["attribute"].word() if whose else "",
        of=whose["of"].word(kinds) if "of" in whose else "",
        party=said["party"].word() if "party" in said else "",
    )


def _picked(part: Part, kinds: Sequence[str]) -> Picked:
    """``itself``: only events of the object's own, not those of others that name it (a ship's, not her cargo's)."""
    said = part.fields(("events",), ("of", "qualifiers", "parties", "itself"))
    found = picked(said, kinds)
    return replace(found, qualifiers=("",)) if "itself" in said and said["itself"].truth() else found


def _limit(part: Part, among: Mapping[str, Operation]) -> Limit:
    said = part.fields(("operation", "limit", "pledged"), _OF_A_LIMIT)
    operation = among[said["operation"].word(sorted(among))]
    unit, amount = _amount(said["limit"], operation)
    since, until = (_day(said[name]) if name in said else None for name in ("since", "until"))
    if since and until and until <= since:
        raise said["until"].wrong("应晚于 since", "it must be later than since")
    return Limit(
        operator=said["operator"].word() if "operator" in said else "",
        operation=operation.code,
        unit=unit,
        amount=amount,
        pledged=_pledged(said["pledged"]),
        since=since,
        until=until,
        hours=_clock(said["clock"], unit) if "clock" in said else None,
        publication=said["publication"].word() if "publication" in said else "",
        address=said["address"].word() if "address" in said else "",
        line=said["line"].text() if "line" in said else Text("", ""),
    )


def _amount(part: Part, operation: Operation) -> tuple[Unit, Decimal | None]:
    found = limit_of(part.word(), operation.counts)
    if found is None:
        wanted = [each if each in NO_AMOUNT else f"30 {each}" for each in UNITS[operation.counts]]
        raise part.wrong(
            f"“{part.word()}”应写作 {'、'.join(wanted)}", f"{part.word()!r} must be written as {' or '.join(wanted)}"
        )
    return found


def _pledged(part: Part) -> Decimal:
    share = Decimal(part.number())
    if not 0 < share <= _WHOLE:
        raise part.wrong("应大于 0、不超过 100", "it must be above 0 and 100 at most")
    return share


def _clock(part: Part, unit: Unit) -> Hours:
    found = clock_of(part.word())
    if found is None or unit not in ("minutes", "hours"):
        raise part.wrong(
            "应写作 working 08:30-12:00 13:30-17:30 或 every 08:00-20:00，且只用于以分钟、小时计的时限",
            "it must be written as working 08:30-12:00 13:30-17:30 or every 08:00-20:00, for minutes and hours only",
        )
    return found


def _day(part: Part) -> date:
    try:
        return date.fromisoformat(part.word())
    except ValueError:
        raise part.wrong("应为日期，如 2026-03-01", "it must be a day, such as 2026-03-01") from None
