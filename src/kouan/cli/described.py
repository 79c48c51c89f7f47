"""A procedure for people at a terminal: form, steps, documents, rules and clauses, in both languages side by side."""

from collections.abc import Iterator
from datetime import date

from rich.console import Console, RenderableType
from rich.table import Table

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import Field, fields
from kouan.blueprint.describe_procedure import clauses, condition
from kouan.blueprint.document import Document
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step
from kouan.blueprint.procedure import Procedure
from kouan.kernel.text import Text

_WIDTH = 100
_SYSTEM, _APPLICANT = Text("系统", "The system"), Text("申请人", "The applicant")


def print_procedure(procedure: Procedure, on: date) -> None:
    """All of a procedure as it stands on a day, at most 100 columns wide. Raises NotInForce, before it prints."""
    parts = [*_parts(procedure, on)]
    console = Console(highlight=False, markup=False)
    console.width = min(console.width, _WIDTH) if console.is_terminal else _WIDTH
    for part in parts:
        console.print(part)


def _parts(procedure: Procedure, on: date) -> Iterator[RenderableType]:
    limit = procedure.limit_on(on).text
    yield f"{_both(procedure.title)}\n{procedure.code}, version {procedure.version}, on {on}"
    yield f"{_both(procedure.summary)}\n公布时限 Published limit: {limit.zh} · {limit.en}\n"
    yield _table("填报内容 Form", ("field", "label", "holds", "*"), _field_rows(fields(procedure.form)))
    yield _table("流程 Steps", ("step", "title", "by", "limit", "only if"), _step_rows(procedure.flow_on(on)))
    if procedure.documents:
        rows = map(_document_row, procedure.documents)
        yield _table("随附单证 Documents", ("document", "title", "needed", "clause"), rows)
    rules = ((rule.code, _both(rule.text), rule.basis) for rule in procedure.rules if rule.in_force(on))
    yield _table("审核规则 Rules", ("rule", "demand", "clause"), rules)
    yield "依据 Clauses: " + ", ".join(clauses(procedure, on))


def _table(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), expand=True)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    table.add_row()
    return table


def _both(text: Text) -> str:
    return f"{text.zh}\n{text.en}"


def _field_rows(known: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, ...]]:
    """A row for every field; those of lists and inner forms after theirs, named from the root."""
    for each in known:
        name = f"{before}{each.name}{'[]' if each.kind == 'rows' else ''}"
        yield name, _both(each.label), _held(each), "*" if each.required else ""
        yield from _field_rows(each.fields, f"{name}.")


def _held(field: Field) -> str:
    if field.table:
        return f"code: {field.table}"
    if field.refers:
        return f"refers to: {field.refers.kind}"
    longest = f", at most {field.length}" if field.length else ""
    return " | ".join(field.options) or f"{field.kind}{longest}"


def _step_rows(flow: Flow, only_if: tuple[Text, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(flow, Step):
        limit = _both(flow.within.limit.text) if flow.within else ""
        yield flow.name, _both(flow.title), _by(flow), limit, "\n".join(map(_both, only_if))
    elif isinstance(flow, Guarded):
        yield from _step_rows(flow.part, (*only_if, condition(flow)))
    elif isinstance(flow, Series | Parallel):
        for part in flow.parts:
            yield from _step_rows(part, only_if)


def _by(step: Step) -> str:
    agency = AGENCIES.get(step.by)
    if agency is None:
        return _both(_APPLICANT if step.kind == "supply" else _SYSTEM)
    desk = agency.desks.get(step.desk)
    return _both(agency.title) + (f"\n({desk.zh} {desk.en})" if desk else "")


def _document_row(document: Document) -> tuple[str, ...]:
    needed = "if the filing calls for it" if callable(document.required) else "yes" if document.required else "optional"
    return (
        document.code,
        _both(document.title),
        needed + (f", at {document.step}" * bool(document.step)),
        document.basis,
    )
