"""The milestones of a study, as it writes them: events, or the latest of other milestones."""

from collections.abc import Mapping, Sequence

from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.model import Milestone
from kouan.modules.timing.studies.picking import picked
from kouan.modules.timing.studies.reading import Part


def milestones(part: Part, kinds: Sequence[str]) -> tuple[Milestone, ...]:
    """In their order; each ``{name, title}`` with ``events`` (``of``, ``qualifiers``, ``parties``, ``which``) or with
    ``latest``: milestones that are events, and stand before it."""
    found: list[Milestone] = []
    for each in part.parts():
        found.append(_milestone(each, kinds, [known.name for known in found if not known.latest]))
    return tuple(found)


def _milestone(part: Part, kinds: Sequence[str], known: Sequence[str]) -> Milestone:
    said = part.fields(("name", "title"), ("events", "latest", "of", "qualifiers", "parties", "which"))
    if ("events" in said) == ("latest" in said) or ("latest" in said and len(said) > 3):
        raise part.wrong(
            "应写明 events，或只写 latest", "it must say which events are meant (events), or nothing but latest"
        )
    return _latest(said, kinds, known) if "latest" in said else _event(said, kinds)


def _event(said: Mapping[str, Part], kinds: Sequence[str]) -> Milestone:
    last = "which" in said and said["which"].word(("first", "last")) == "last"
    return Milestone(said["name"].name(), said["title"].text(), picked(said, kinds), "last" if last else "first")


def _latest(said: Mapping[str, Part], kinds: Sequence[str], known: Sequence[str]) -> Milestone:
    among = tuple(each.word(known) for each in said["latest"].parts())
    if len(among) < 2:
        raise said["latest"].wrong("应有两个或更多节点", "it must name two milestones or more")
    return Milestone(said["name"].name(), said["title"].text(), Picked((), kinds[0]), latest=among)
