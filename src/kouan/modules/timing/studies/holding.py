"""The map of holders, as studies write it: until which events who is awaited."""

from collections.abc import Iterable

from kouan.modules.timing.studies.awaiting import Closed, Holder, Holders
from kouan.modules.timing.studies.picking import hours, picked
from kouan.modules.timing.studies.reading import Part

BY_EVENT = ("{party}", "{type}")


def holders(part: Part, kinds: Iterable[str]) -> Holders:
    """The entries in their order, and who is awaited otherwise. Each party that is named has a title."""
    said = part.fields(("titles", "until", "otherwise"), ("closed",))
    titles = {code: each.text() for code, each in said["titles"].entries().items()}
    named = (*titles, *BY_EVENT)
    closed = _closed(said["closed"], named) if "closed" in said else None
    entries = tuple(_holder(each, tuple(kinds), named) for each in said["until"].parts())
    return Holders(entries, said["otherwise"].word(titles), titles, closed)


def _holder(part: Part, kinds: Iterable[str], named: Iterable[str]) -> Holder:
    said = part.fields(("awaited", "next"), ("of", "qualifiers", "parties", "after"))
    after = said["after"].words() if "after" in said else ()
    return Holder(said["awaited"].word(named), picked(said, kinds, "next"), after)


def _closed(part: Part, named: Iterable[str]) -> Closed:
    said = part.fields(("awaited", "hours"), ("parties",))
    parties = tuple(each.word(named) for each in said["parties"].parts()) if "parties" in said else ()
    return Closed(said["awaited"].word(named), hours(said["hours"]), parties)
