"""Any blueprint form as a page: its fields as a tree of controls, and what was posted back as the form's data.

    entry = forms.read(Filing, request.POST)            # nothing typed is lost, valid or not
    if entry.edited: draw again with one row more or less
    parsed = parse(Filing, entry.values)
    page = forms.view(Filing, entry.values, parsed.problems)   # {{ form_fields(page) }}

Names are ``lines-0-hs_code``; a problem's JSON pointer ``/lines/0/hs_code`` finds the same field.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from typing import Any

from kouan.blueprint import Form, Problem
from kouan.blueprint.describe import Field, fields
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.text import Text
from kouan.reference import table
from kouan.web.posted import Entry, read

__all__ = ["Control", "Entry", "FormView", "Group", "Item", "Nested", "Repeat", "pointer", "read", "view"]

_LIST_LIMIT = 300
_FEW = 8
_OPEN_ITEMS = 3
_DIGEST = 4
_DATES = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    "datetime": (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?"), "datetime-local"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """One field. ``value``: what was typed; ``code_name``: what its code means; ``lookup``: where to search it.

    ``later``: the step by which it is needed at the latest, where the procedure has that step; else it is ``required``.
    """

    field: Field
    name: str
    path: str
    value: Any
    problems: tuple[Problem, ...]
    code_name: Text | None
    lookup: str
    choices: Mapping[str, Text]
    later: Text | None = None

    @property
    def required(self) -> bool:
        return self.field.required or (bool(self.field.later) and self.later is None)

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def wrong(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def input_type(self) -> str:
        """Browsers blank a date that they cannot read: what is no date stays in sight as text."""
        shape, kind = _DATES.get(self.field.kind, (None, "text"))
        return kind if shape and (not self.value or shape.fullmatch(str(self.value))) else "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a repeated group. ``digest``: its first values, for the closed row; ``problems``: of it as a whole."""

    name: str
    nodes: tuple["Node", ...]
    digest: tuple[str | Text, ...]
    errors: int
    open: bool
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        return f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows of a form. ``template`` is an empty row whose names carry ``mark`` in place of a number."""

    field: Field
    name: str
    items: tuple[Item, ...]
    template: Item
    mark: str
    problems: tuple[Problem, ...]
    errors: int

    @property
    def id(self) -> str:
        return f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class Nested:
    """A form within a form."""

    field: Field
    name: str
    nodes: tuple["Node", ...]
    problems: tuple[Problem, ...]
    errors: int

    @property
    def id(self) -> str:
        return f"f-{self.name}"


Node = Control | Repeat | Nested


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    id: str
    title: Text | None
    nodes: tuple[Node, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class FormView:
    """A form to draw. ``summary``: each problem with the id of the field that it links to."""

    groups: tuple[Group, ...]
    summary: tuple[tuple[Problem, str], ...]
    lists: tuple[str, ...]

    @property
    def errors(self) -> int:
        return sum(1 for problem, _ in self.summary if problem.severity == "error")


def view(
    form: type[Form],
    values: Mapping[str, Any],
    problems: Iterable[Problem] = (),
    lookups: Mapping[str, str] | None = None,
    steps: Mapping[str, Text] | None = None,
) -> FormView:
    """A form with what is typed in it and what is wrong with it.

    ``lookups``: kind of object (``Refers``) → address that searches it, answering like ``/codes/<table>``.
    ``steps``: the applicant's steps still to come, by name; what may wait for one of them says so and has no star.
    """
    tree = _Tree(tuple(problems), lookups or {}, steps or {})
    nodes = tree.nodes(fields(form), values, "", "", 0)
    known = dict(_ids(nodes))
    summary = tuple((problem, _nearest(problem.path, known)) for problem in tree.problems)
    return FormView(tuple(_groups(nodes)), summary, tuple(sorted(tree.lists)))


@dataclass(slots=True)
class _Tree:
    problems: tuple[Problem, ...]
    lookups: Mapping[str, str]
    steps: Mapping[str, Text]
    lists: set[str] = field(default_factory=set)

    def nodes(self, parts: Sequence[Field], values: Any, prefix: str, path: str, depth: int) -> tuple[Node, ...]:
        held = values if isinstance(values, Mapping) else {}
        return tuple(
            self._node(part, held.get(part.name), prefix + part.name, f"{path}/{part.name}", depth) for part in parts
        )

    def _node(self, part: Field, value: Any, name: str, path: str, depth: int) -> Node:
        if part.kind == "rows":
            return self._repeat(part, value, name, path, depth)
        if part.kind == "form":
            inner = self.nodes(part.fields, value, f"{name}-", path, depth)
            return Nested(part, name, inner, self._at(path), self._under(path))
        return self._control(part, value, name, path)

    def _repeat(self, part: Field, value: Any, name: str, path: str, depth: int) -> Repeat:
        rows = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
        rows += [{}] * (part.least_rows - len(rows))
        mark = f"__row{depth}__"
        items = tuple(
            self._item(part, row, f"{name}-{at}", f"{path}/{at}", depth, opened=len(rows) <= _OPEN_ITEMS)
            for at, row in enumerate(rows)
        )
        template = self._item(part, {}, f"{name}-{mark}", f"{path}/-", depth, opened=True)
        return Repeat(part, name, items, template, mark, self._at(path), self._under(path))

    def _item(self, part: Field, row: Any, name: str, path: str, depth: int, *, opened: bool) -> Item:
        nodes = self.nodes(part.fields, row, f"{name}-", path, depth + 1)
        errors = self._under(path)
        said = (node for node in nodes if isinstance(node, Control) and node.value and node.field.kind != "boolean")
        digest = tuple(node.code_name or str(node.value) for node in said)
        shown = opened or not digest or any(_within(problem.path, path) for problem in self.problems)
        return Item(name, nodes, digest[:_DIGEST], errors, shown, self._at(path))

    def _control(self, part: Field, value: Any, name: str, path: str) -> Control:
        held = part.default if value is None and part.default is not None else value
        problems = self._at(path) if part.kind != "texts" else tuple(p for p in self.problems if _within(p.path, path))
        codes = table(part.table) if part.table else None
        choices: Mapping[str, Text] = part.options
        if codes is not None and part.kind == "texts" and len(codes) <= _FEW:
            choices = {entry.code: entry.name for entry in codes.entries.values()}
        elif codes is not None and len(codes) <= _LIST_LIMIT:
            self.lists.add(part.table)
        known = codes.get(str(held)) if codes is not None and held else None
        lookup = self.lookups.get(part.refers.kind, "") if part.refers else ""
        named, later = known.name if known else None, self.steps.get(part.later)
        return Control(part, name, path, _typed(part, held), problems, named, lookup, choices, later)

    def _at(self, path: str) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.path == path)

    def _under(self, path: str) -> int:
        return sum(1 for problem in self.problems if problem.severity == "error" and _within(problem.path, path))


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer}/")


_SHAPES: dict[str, Callable[[Any], Any]] = {
    "boolean": lambda value: value,
    "texts": lambda value: list(value) if isinstance(value, list | tuple) else [str(value)],
    "datetime": lambda value: _local(str(value)),
}


def _typed(part: Field, value: Any) -> Any:
    """A value as the control shows it."""
    if value is None:
        return [] if part.kind == "texts" else "" if part.kind != "boolean" else None
    return _SHAPES.get(part.kind, str)(value)


def _local(value: str) -> str:
    """``2026-03-01T00:00:00Z`` → the port's ``2026-03-01T08:00``, seconds kept; what is no time stays as typed."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    whole = moment.second == 0
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%dT%H:%M{'' if whole else ':%S'}}" if moment.tzinfo else value


def _groups(nodes: Sequence[Node]) -> Iterable[Group]:
    """A section opens a group; rows at the end of a section are groups of their own."""
    number = 0
    for run in _runs(nodes):
        rows = len(list(takewhile(lambda node: isinstance(node, Repeat), reversed(run))))
        body, tail = run[: len(run) - rows], run[len(run) - rows :]
        for part in filter(None, [body, *([row] for row in tail)]):
            title = part[0].field.section
            yield _group(number, title or (None if part is body else part[0].field.label), part)
            number += 1


def _runs(nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes up to each one that opens a section."""
    runs: list[list[Node]] = []
    for node in nodes:
        if node.field.section is not None or not runs:
            runs.append([])
        runs[-1].append(node)
    return runs


def _group(number: int, title: Text | None, nodes: Sequence[Node]) -> Group:
    errors = sum(int(node.wrong) if isinstance(node, Control) else node.errors for node in nodes)
    return Group(f"g-{number}", title, tuple(nodes), errors)


def _ids(nodes: Iterable[Node]) -> Iterable[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, Control):
            yield node.path, node.id
            continue
        yield pointer(node.name), node.id
        if isinstance(node, Nested):
            yield from _ids(node.nodes)
        for item in node.items if isinstance(node, Repeat) else ():
            yield pointer(item.name), item.id
            yield from _ids(item.nodes)


def pointer(name: str) -> str:
    """``lines-0-hs_code`` → ``/lines/0/hs_code``."""
    return "/" + name.replace("-", "/")


def _nearest(path: str, known: Mapping[str, str]) -> str:
    """The id of the field at a pointer, or of the nearest group around it; "" for the form as a whole."""
    while path:
        if path in known:
            return known[path]
        path = path.rpartition("/")[0]
    return ""
