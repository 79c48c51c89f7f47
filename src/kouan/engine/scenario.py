"""Scenarios: a procedure's stories in YAML. They run as tests, seed the demo and illustrate the guide.

A file holds ``filings`` (named forms, each may start ``from`` another and ``set`` or ``drop`` JSON pointers) and
``scenarios``: a ``title`` in two languages, the ``filing``, the moment ``at``, who files it (``by``, else the first
whom the procedure lets), attached ``documents``, known ``objects`` ("kind:id" → facts), ``entropy``, then either the
``problems`` expected (``code@/pointer``) or ``moves`` and what to ``expect``: ``status``, ``open``, ``outcomes``,
``emits``, ``held`` ("kind:id" → what the case holds of it).

A move names who acts (``by``: an agency, ``applicant`` or ``system``), how long ``after`` the one before, and one of
``decide``, ``supply``, ``return``, ``resubmit``, ``amend``, ``ask``, ``answer``, ``suspend``, ``resume``, ``withdraw``,
``void``, ``lapse``; ``refused`` names the code of the refusal that must come, ``known`` what is known by then of
objects that the case draws on (as in ``objects``). ``lapse: step`` waits, unless ``after`` says how long, until the
step's limit has passed and it ends of itself.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from kouan.blueprint.document import Attached
from kouan.blueprint.facts import ObjectFacts
from kouan.engine.commands import VERBS
from kouan.kernel.datafile import SAFE, Unreadable
from kouan.kernel.text import Text

_ABSENT = object()
_WORDS = frozenset(
    {"title", "filing", "at", "by", "documents", "objects", "entropy", "set", "drop", "problems", "moves", "expect"}
)
_SAID = ("outcome", "reason", "data", "fields", "reopen", "documents", "question", "text", "set", "drop")
_OF_MOVES = frozenset({"by", "after", "refused", "known", *_SAID, *VERBS})


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story, ready to be told."""

    name: str
    title: Text
    at: datetime
    form: dict[str, Any]
    documents: tuple[Attached, ...]
    objects: ObjectFacts
    entropy: str
    problems: tuple[str, ...] | None
    moves: tuple[Mapping[str, Any], ...]
    expect: Mapping[str, Any]
    by: str


class _Loader(SAFE):  # type: ignore[misc]
    """YAML without its traps: no dates, no ``on`` as true; only whole numbers, null and ``<<`` mean what YAML says."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag.rsplit(":", 1)[-1] in ("int", "null", "merge")]
    for first, resolvers in SAFE.yaml_implicit_resolvers.items()
}


def read_scenarios(text: str) -> tuple[Scenario, ...]:
    """All scenarios of a file; Unreadable names the one that cannot be read."""
    raw = _load(text)
    filings = _filings(raw)
    return tuple(_scenario(name, row, filings) for name, row in (raw.get("scenarios") or {}).items())


def read_filings(text: str) -> dict[str, dict[str, Any]]:
    """The named filings of a file as JSON data: samples for whoever files, ``ordinary`` among them."""
    return _filings(_load(text))


def _load(text: str) -> Mapping[str, Any]:
    return yaml.load(text, Loader=_Loader) or {}  # noqa: S506 - a SafeLoader with fewer types


def _filings(raw: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    filings: dict[str, dict[str, Any]] = {}
    for name, row in (raw.get("filings") or {}).items():
        filings[name] = _filing(filings, row)
    return filings


def _filing(filings: Mapping[str, dict[str, Any]], row: Mapping[str, Any]) -> dict[str, Any]:
    """A filing written out, or one made from another by setting and dropping pointers."""
    if "from" not in row:
        return {key: _booleans(value) for key, value in row.items()}
    return changed(filings[row["from"]], row)


def changed(form: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a form with ``set`` (pointer → value) and ``drop`` (pointers) done."""
    twin: dict[str, Any] = deepcopy(dict(form))
    for pointer, value in (row.get("set") or {}).items():
        _put(twin, pointer, _booleans(value))
    for pointer in row.get("drop") or ():
        _put(twin, pointer, _ABSENT)
    return twin


def _booleans(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _booleans(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_booleans(item) for item in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _put(form: Any, pointer: str, value: Any) -> None:
    *parents, last = pointer.strip("/").split("/")
    for part in parents:
        form = form[int(part)] if isinstance(form, list) else form.setdefault(part, {})
    if isinstance(form, list):
        _put_row(form, last, value)
    elif value is _ABSENT:
        form.pop(last, None)
    else:
        form[last] = value


def _put_row(rows: list[Any], place: str, value: Any) -> None:
    if value is _ABSENT:
        del rows[int(place)]
    elif place == "-" or int(place) == len(rows):
        rows.append(value)
    else:
        rows[int(place)] = value


def _scenario(name: str, row: Mapping[str, Any], filings: Mapping[str, dict[str, Any]]) -> Scenario:
    try:
        _read_all(row)
        base = filings[row["filing"]]
        problems = row.get("problems")
        return Scenario(
            name,
            Text.of(row["title"]),
            datetime.fromisoformat(row["at"]),
            changed(base, row),
            attached(row.get("documents") or ()),
            known_objects(row.get("objects")),
            str(row.get("entropy", "")),
            None if problems is None else tuple(problems),
            tuple(row.get("moves") or ()),
            row.get("expect") or {},
            row.get("by", ""),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        why = error.said if isinstance(error, Unreadable) else Text(*[f"{type(error).__name__} {error}"] * 2)
        said = Text("场景“{name}”读不出来：{why}", "scenario “{name}” cannot be read: {why}")
        raise Unreadable(said.fill(name=name, why=why)) from error


def _read_all(row: Mapping[str, Any]) -> None:
    """Unreadable: a word that means nothing, which would else be passed over, or a move that does nothing."""
    _refuse_unknown(Text("场景", "the scenario"), row, _WORDS)
    for number, move in enumerate(row.get("moves") or (), 1):
        place = Text(f"第 {number} 步", f"move {number}")
        _refuse_unknown(place, move, _OF_MOVES)
        if len(set(VERBS) & move.keys()) != 1:
            said = Text("{place}没有写明一个动作：{verbs}", "{place} does not say one of {verbs}")
            raise Unreadable(said.fill(place=place, verbs=", ".join(VERBS)))


def _refuse_unknown(place: Text, row: Mapping[str, Any], known: frozenset[str]) -> None:
    for word in sorted(row.keys() - known)[:1]:
        said = Text("{place}里的“{word}”没有含义", "{place} says “{word}”, which means nothing here")
        raise Unreadable(said.fill(place=place, word=word))


def known_objects(rows: Mapping[str, Any] | None) -> dict[tuple[str, str], Any]:
    """Facts by object, from rows "kind:id" → facts."""
    return {_object(key): _booleans(facts) for key, facts in (rows or {}).items()}


def _object(key: str) -> tuple[str, str]:
    kind, _, id = key.partition(":")
    return kind, id


def attached(kinds: Any) -> tuple[Attached, ...]:
    """Sample documents of these kinds."""
    return tuple(Attached(kind, f"sample-{kind}", f"{kind}.pdf", 1) for kind in kinds)
