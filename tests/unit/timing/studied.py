"""Studies for tests, and their figures taken a second time: plain dicts and loops, no code shared with the module."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from kouan.modules.timing.studies.model import Study
from tests.unit.timing.logs import Told

EARLY = "early"


def rows_of(told: Told, own: set[tuple[str, str]]) -> list[tuple[int, int, str, str, str]]:
    """What happened to these objects: event, time, activity, and the kind and qualifier by which it did."""
    index = _index(told)
    return [row for thing in own for row in index[thing]]


def _index(told: Told) -> Mapping[tuple[str, str], list[tuple[int, int, str, str, str]]]:
    """Found once for a log that is whole."""
    if getattr(told, "index", None) is None or told.indexed != len(told.relation):
        found = defaultdict(list)
        for event, ts, activity, kind, thing, qualifier in told.relation:
            found[kind, thing].append((event, ts, activity, kind, qualifier))
        told.index, told.indexed = found, len(told.relation)
    return told.index


def reached(told: Told, study: Study) -> Mapping[str, set[tuple[str, str]]]:
    """The objects whose events are a unit's own."""
    links = defaultdict(set)
    for kind, thing, to_kind, to, _ in told.link:
        links[(kind, thing)].add((to_kind, to))
        links[(to_kind, to)].add((kind, thing))
    own = {}
    for _, _, _, kind, thing, _ in told.relation:
        if kind == study.unit and thing not in own:
            own[thing] = {(kind, thing)}
            for path in study.reach:
                at = {(kind, thing)}
                for step in path:
                    at = {to for one in at for to in links[one] if to[0] == step}
                own[thing] |= at
    return own


def fits(picked, kind: str, qualifier: str, activity: str, party: str) -> bool:
    named = any(each == activity or (each.endswith("*") and activity.startswith(each[:-1])) for each in picked.events)
    right = not picked.qualifiers or qualifier in picked.qualifiers
    return kind == picked.of and named and right and (not picked.parties or party in picked.parties)


def milestones(told: Told, study: Study) -> Mapping[str, Mapping[str, int | None]]:
    """When each unit reached each milestone."""
    parties = {event[0]: event[4] for event in told.event}
    found = {}
    for unit, own in reached(told, study).items():
        found[unit] = {}
        for milestone in study.milestones:
            times = [
                ts
                for event, ts, activity, kind, qualifier in rows_of(told, own)
                if fits(milestone.picked, kind, qualifier, activity, parties[event])
            ]
            best = (min if milestone.which == "first" else max)(times, default=None)
            found[unit][milestone.name] = best
    return found


def holding(
    told: Told, study: Study, open_between: Callable[[int, int], int] | None = None
) -> Mapping[tuple[str, str], int]:
    """How long each unit waited for each party, parts of no length left out."""
    parties = {event[0]: event[4] for event in told.event}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    own_of = reached(told, study)
    for unit, reach in milestones(told, study).items():
        start, end = reach[study.overall.start], reach[study.overall.end]
        if start is None or end is None or (end < start and study.sign == "exclude"):
            continue
        if end < start:
            if study.sign == "signed":
                sums[unit, EARLY] += end - start
            continue
        rows = defaultdict(list)
        for event, ts, activity, kind, qualifier in rows_of(told, own_of[unit]):
            rows[ts, event, activity].append((kind, qualifier))
        now, before = start, None
        for (ts, event, activity), ways in sorted(rows.items()):
            matching = [
                e for e in study.holders.entries if any(fits(e.next, *way, activity, parties[event]) for way in ways)
            ]
            if not matching or ts > end:
                continue
            who = next((e.awaited for e in matching if not e.after or before in e.after), study.holders.otherwise)
            who = {"{party}": parties[event], "{type}": activity}.get(who, who)
            _add(sums, study, unit, who, now, max(now, ts), open_between)
            now, before = max(now, ts), activity
        _add(sums, study, unit, study.holders.otherwise, now, end, open_between)
    return {key: us for key, us in sums.items() if us}


def _add(sums, study, unit, who, now, until, open_between):
    closed = study.holders.closed
    if closed is None or (closed.parties and who not in closed.parties):
        sums[unit, who] += until - now
        return
    sums[unit, who] += open_between(now, until)
    sums[unit, closed.awaited] += until - now - open_between(now, until)
