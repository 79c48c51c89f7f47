"""Operators publish limits, change them from a day on, and withdraw them; on the stream ``promise/<operator>``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.db import transaction

from kouan.kernel.clock import local_date, now
from kouan.kernel.event import Event, ObjectRef
from kouan.modules.parties.public import Viewer, actor_of, organisation
from kouan.modules.timing.pledge import KIND, WITHDRAWN
from kouan.modules.timing.promises import refusals
from kouan.modules.timing.promises.model import Limit, Operation
from kouan.modules.timing.promises.operators import may_pledge
from kouan.modules.timing.promises.saying import clock_of, clock_text, limit_of, limit_text
from kouan.modules.timing.promises.stated import limits, object_of
from kouan.runtime import log

PUBLISHED, TAKEN_BACK = "limit-published", "limit-withdrawn"
_DAY = timedelta(days=1)
_LONGEST = {"publication": 200, "address": 300}


@dataclass(frozen=True, slots=True)
class Draft:
    """A limit as somebody states it: ``limit`` and ``clock`` as :mod:`.saying` has them, ``pledged`` in percent."""

    operation: str
    limit: str
    pledged: str
    since: date
    publication: str
    clock: str = ""
    address: str = ""


def limits_of(operator: str) -> list[Limit]:
    """All that an operator has published, as the log has it now; those that were withdrawn or changed have an end."""
    told = [(each.payload, each.position) for each in log.read(_stream(operator))]
    last = {(said["operation"], said["since"]): {**said, "position": str(at)} for said, at in told}
    return limits({"operator": operator, **said} for said in last.values())


def publish(by: Viewer, draft: Draft, at: datetime | None = None) -> None:
    """The viewer's organisation publishes a limit, or changes it from a day on. Raises Refused, Conflict.

    What is measured already stays measured as it was: a changed limit holds from the day after at the earliest.
    """
    moment = at or now()
    operation = _entitled(by, draft.operation)
    said = _checked(draft, operation)
    standing = [each for each in limits_of(by.party) if each.operation == operation.code]
    _require_day(draft.since, moment, changes=bool(standing))
    _record(by, PUBLISHED, draft.since, {"operation": operation.code, **said}, moment)


def withdraw(by: Viewer, code: str, since: date, at: datetime | None = None) -> None:
    """From a day on, the day after at the earliest, there is no limit of the viewer's organisation on an operation."""
    moment = at or now()
    operation = _entitled(by, code)
    _require_day(since, moment, changes=True)
    held = [each for each in limits_of(by.party) if each.operation == operation.code and _holds(each, since)]
    refusals.require(bool(held), "no-limit", "/operation", refusals.NO_LIMIT.fill(operation=operation.title))
    said = dict.fromkeys(("clock", "pledged", "publication", "address"), "")
    _record(by, TAKEN_BACK, since, {"operation": operation.code, "limit": WITHDRAWN, **said}, moment)


def _holds(limit: Limit, day: date) -> bool:
    return (limit.since is None or limit.since <= day) and (limit.until is None or limit.until > day)


def _entitled(by: Viewer, code: str) -> Operation:
    refusals.require(by.administers, "not-administrator", "", refusals.NOT_ADMINISTRATOR)
    found = next((each for each in may_pledge(by) if each.code == code), None)
    if found is None:
        raise refusals.refused(("not-yours", "/operation", refusals.NOT_YOURS))
    return found


def _checked(draft: Draft, operation: Operation) -> dict[str, str]:
    """What is stated, as it is written on the log; raises Refused with all that is wrong with it."""
    limit, clock = limit_of(draft.limit, operation.counts), clock_of(draft.clock) if draft.clock else None
    timed = limit is not None and limit[0] in ("minutes", "hours")
    wrong = [
        (limit is None, "limit", refusals.LIMIT[operation.counts]),
        (bool(draft.clock) and (clock is None or not timed), "clock", refusals.CLOCK),
        (not _is_share(draft.pledged), "pledged", refusals.PLEDGED),
        (not 0 < len(draft.publication) <= _LONGEST["publication"], "publication", refusals.PUBLICATION),
        (bool(draft.address) and not _is_address(draft.address), "address", refusals.ADDRESS),
    ]
    if limit is None or any(is_wrong for is_wrong, _, _ in wrong):
        raise refusals.refused(*((f"bad-{name}", f"/{name}", message) for is_wrong, name, message in wrong if is_wrong))
    written = {"limit": limit_text(*limit), "clock": clock_text(clock), "pledged": str(Decimal(draft.pledged))}
    return written | {"publication": draft.publication, "address": draft.address}


def _is_share(said: str) -> bool:
    try:
        return said.isascii() and len(said) <= 6 and 0 < Decimal(said) <= 100
    except InvalidOperation:
        return False


def _is_address(said: str) -> bool:
    right = said.startswith(("https://", "http://")) and len(said) <= _LONGEST["address"]
    return right and not any(each.isspace() for each in said)


def _require_day(since: date, moment: datetime, *, changes: bool) -> None:
    earliest = local_date(moment) + (_DAY if changes else timedelta())
    message = refusals.TOO_EARLY if changes else refusals.IN_THE_PAST
    refusals.require(since >= earliest, "too-early", "/since", message.fill(day=earliest))


def _record(by: Viewer, kind: str, since: date, said: Mapping[str, str], moment: datetime) -> None:
    found = organisation(by.party)
    demo = found is not None and found.demo
    limit = ObjectRef(KIND, object_of(by.party, said["operation"], since))
    about = (limit, ObjectRef("organisation", by.party, "operator"))
    payload = {**said, "operator": by.party, "since": since.isoformat()}
    with transaction.atomic():
        stream = _stream(by.party)
        event = Event(kind, moment, actor_of(by), payload, about)
        # What a demonstration makes up is recorded when it says it happened.
        recorded = moment if demo else None
        log.append(stream, log.head(log.read(stream)), [event], recorded_at=recorded, demo=demo)


def _stream(operator: str) -> str:
    return f"promise/{operator}"
