"""Notices of other modules: the bell is one."""

from collections.abc import Iterable

from kouan.kernel.clock import to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.models import Notice
from kouan.runtime.log import Recorded


def tell(event: Recorded, about: tuple[str, str], text: Text, parties: Iterable[str]) -> None:
    """A word to organisations on what an event did to a thing (kind, id); a second time changes nothing.

    Whoever did it is not told.
    """
    kind, name = about
    Notice.objects.bulk_create(
        [
            Notice(
                party=party, about=kind, case_id=name, number=name, position=event.position, kind=event.kind,
                text_zh=text.zh[:400], text_en=text.en[:600], at=to_micros(event.recorded_at),
            )
            for party in sorted(set(parties) - {event.actor.party})
        ],
        ignore_conflicts=True,
    )  # fmt: skip
