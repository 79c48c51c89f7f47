"""What was typed into a procedure's form, and the page that shows it again with what is wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.http import HttpRequest

from kouan.blueprint import Attached, Form, Problem
from kouan.blueprint.flow import steps
from kouan.blueprint.procedure import Procedure
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.web import attachments, forms
from kouan.web.attachments import Asked, Slot
from kouan.web.forms import FormView, Nested, Node, Repeat, pointer


@dataclass(frozen=True, slots=True)
class Typed:
    """A posted form. ``edited``: a row or a document was added or taken off, so it only wants drawing again."""

    values: Mapping[str, Any]
    documents: tuple[Attached, ...]
    problems: tuple[Problem, ...]
    edited: bool


def typed(request: HttpRequest, form: type[Form]) -> Typed:
    """The values as typed and the documents as they came."""
    entry = forms.read(form, request.POST)
    posted = attachments.receive(request)
    return Typed(entry.values, posted.documents, posted.problems, entry.edited or posted.edited)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form to draw with its documents. ``seen``: a mark of the warnings shown, to know them when they come back."""

    page: FormView
    slots: tuple[Slot, ...]
    asked: Asked
    seen: str = ""

    @property
    def errors(self) -> int:
        return self.page.errors


def sheet(
    procedure: Procedure,
    values: Mapping[str, Any],
    documents: tuple[Attached, ...] = (),
    problems: Iterable[Problem] = (),
    *,
    form: type[Form] | None = None,
    step: str = "",
    asked: Asked | None = None,
) -> Sheet:
    """The form of a procedure, or of one of its steps, with what was typed and what is wrong with it."""
    found = tuple(problems)
    page = forms.view(form or procedure.form, values, found, steps=_to_come(procedure, (step,)))
    wanted = asked or papers(procedure, ("",))
    places = attachments.slots(procedure, wanted, documents, found)
    return Sheet(attachments.leading_to_slots(page), places, wanted, mark(found))


def papers(procedure: Procedure, at: Collection[str], had: Collection[str] = ()) -> Asked:
    """The documents of steps; with the whole filing, those that may wait for a later step may come early."""
    return Asked(at, had, _to_come(procedure, at) if "" in at else {})


def _to_come(procedure: Procedure, but: Collection[str]) -> dict[str, Text]:
    """The applicant's steps by name, but for some."""
    own = (each for each in steps(procedure.flow_on(local_date(now()))) if each.kind == "supply")
    return {each.name: each.title for each in own if each.name not in but}


def labels(page: FormView) -> dict[str, Text]:
    """What each field is called on the page, by its pointer; a row's fields with the row's number."""
    return dict(pair for group in page.groups for pair in _labels(group.nodes, Text("", "")))


def _labels(nodes: Iterable[Node], before: Text) -> Iterator[tuple[str, Text]]:
    for node in nodes:
        label = Text(before.zh + node.field.label.zh, before.en + node.field.label.en)
        yield pointer(node.name), label
        if isinstance(node, Nested):
            yield from _labels(node.nodes, _followed(label))
        for number, item in enumerate(node.items if isinstance(node, Repeat) else (), 1):
            numbered = Text(f"{label.zh} {number}", f"{label.en} {number}")
            yield pointer(item.name), numbered
            yield from _labels(item.nodes, _followed(numbered))


def _followed(label: Text) -> Text:
    return Text(f"{label.zh} · ", f"{label.en} · ")


def mark(problems: Iterable[Problem]) -> str:
    """The same warnings have the same mark; "" without any."""
    warnings = sorted(f"{each.code}@{each.path}" for each in problems if each.severity == "warning")
    return sha256("\n".join(warnings).encode()).hexdigest()[:16] if warnings else ""
