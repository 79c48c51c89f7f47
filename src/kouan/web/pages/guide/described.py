"""The words of the guide: fields with their formats, documents with when they are needed, terms with their history."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kouan.blueprint.describe import Field, fields
from kouan.blueprint.document import Document
from kouan.blueprint.flow import Step, steps
from kouan.blueprint.form import Form
from kouan.blueprint.procedure import Procedure
from kouan.kernel.limit import Limit
from kouan.kernel.terms import DatedValue, NotInForce, Term
from kouan.kernel.text import Text

KINDS: dict[str, Text] = {
    "text": Text("文字", "Text"),
    "texts": Text("多项文字", "Several texts"),
    "integer": Text("整数", "Whole number"),
    "decimal": Text("数值", "Number"),
    "boolean": Text("是或否", "Yes or no"),
    "date": Text("日期", "Date"),
    "datetime": Text("日期和时间", "Date and time"),
}
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading. ``rows``: the heading is a list in the filing, of at least so many rows."""

    title: Text
    fields: tuple[Field, ...]
    rows: int | None = None


def parts(procedure: Procedure) -> list[Part]:
    """The form, heading by heading; lists and inner forms stand as parts of their own, after where they belong."""
    return list(_parts(fields(procedure.form), procedure.title, None))


@dataclass(frozen=True, slots=True)
class Asked:
    """Steps that ask for the same, each filled in by whoever's turn it is, and what."""

    steps: tuple[Step, ...]
    parts: tuple[Part, ...]


def asked_at_steps(procedure: Procedure, day: date) -> list[Asked]:
    """What has to be filled in after filing: findings of agencies, and what applicants supply; in the flow's order."""
    asking: dict[type[Form], list[Step]] = {}
    for step in steps(procedure.flow_on(day)):
        if step.form and step.kind in ("review", "supply"):
            asking.setdefault(step.form, []).append(step)
    return [Asked(tuple(each), tuple(_parts(fields(form), each[0].title, None))) for form, each in asking.items()]


def _parts(inner: tuple[Field, ...], title: Text, rows: int | None) -> Iterator[Part]:
    held: list[Field] = []
    for each in inner:
        if each.section and held:
            yield Part(title, tuple(held), rows)
            held = []
        title = each.section or title
        if each.fields:
            if held:
                yield Part(title, tuple(held), rows)
                held = []
            yield from _parts(each.fields, each.label, each.least_rows if each.kind == "rows" else None)
        else:
            held.append(each)
    if held:
        yield Part(title, tuple(held), rows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document and when it is needed."""

    document: Document
    when: Text
    step: Text | None


def documents(procedure: Procedure, day: date) -> list[Wanted]:
    """The documents in the order of the procedure."""
    return [_wanted(procedure, document, day) for document in procedure.documents]


def _wanted(procedure: Procedure, document: Document, day: date) -> Wanted:
    step = procedure.step(document.step, day) if document.step else None
    if callable(document.required):
        when = Text("视申报内容", "depends on the filing")
    else:
        when = Text("必须", "required") if document.required else Text("可选", "optional")
    return Wanted(document, when, step.title if step else None)


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term with the value of the day, if it had one, and its other values, latest first."""

    term: Term
    present: DatedValue | None
    others: tuple[DatedValue, ...]


def terms(procedure: Procedure, day: date) -> list[TermShown]:
    """All terms as they stood on a day."""
    return [_term(term, day) for term in procedure.terms.terms.values()]


def _term(term: Term, day: date) -> TermShown:
    try:
        present: DatedValue | None = term.on(day)
    except NotInForce:
        present = None
    return TermShown(term, present, tuple(dated for dated in reversed(term.history) if dated is not present))


def value_text(dated: DatedValue) -> Text | str:
    """A term's value in words."""
    return dated.value.text if isinstance(dated.value, Limit) else str(dated.value)


def general(sentence: Text) -> Text:
    """A rule's sentence as it stands in the guide: what differs from filing to filing becomes an ellipsis."""
    return Text(_PLACEHOLDER.sub("…", sentence.zh), _PLACEHOLDER.sub("…", sentence.en))
