"""Talks with firms (座谈会): when, on what, who was there, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.kernel.event import ObjectRef
from kouan.modules.guidance import refusals
from kouan.modules.guidance.recording import firm, record
from kouan.modules.guidance.said import HELD, talk_stream
from kouan.modules.parties.public import Viewer, names
from kouan.runtime import numbers

_SUBJECT, _MINUTES = 100, 10_000


@dataclass(frozen=True, slots=True)
class Minutes:
    """A talk as the port office writes it down. ``firms``: codes of those present."""

    held_on: date
    subject: str
    firms: Sequence[str]
    minutes: str


def record_talk(by: Viewer, said: Minutes, at: datetime | None = None) -> str:
    """Put a talk on the log; its number. Raises Refused."""
    moment = at or now()
    refusals.require(by.kind == "port-office", "not-port-office", "", refusals.PORT_OFFICE_ONLY)
    refusals.require(said.held_on <= local_date(moment), "later", "/held_on", refusals.HELD_LATER)
    subject = refusals.words(said.subject, "/subject", _SUBJECT)
    firms = sorted(set(said.firms))
    refusals.require(bool(firms), "present", "/firms", refusals.PRESENT)
    known = names(firms)
    for each in firms:
        refusals.require(each in known, "unknown", "/firms", refusals.NO_FIRM.fill(code=each))
    payload = {
        "held_on": said.held_on.isoformat(),
        "subject": subject,
        "firms": firms,
        "minutes": refusals.words(said.minutes, "/minutes", _MINUTES),
    }
    year = moment.astimezone(SHANGHAI).year
    talk = f"ZT-{year}-{numbers.take(f'talk-{year}'):03d}"
    about = (ObjectRef("talk", talk), *(firm(each, "present") for each in firms))
    record(by, talk_stream(talk), [(HELD, payload, about)], moment)
    return talk
