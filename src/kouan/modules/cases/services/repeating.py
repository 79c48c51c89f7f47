"""A filer's own number used again: the same filing is answered with the case it made, another is told whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from kouan.blueprint.document import Attached
from kouan.blueprint.form import Form, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Procedure
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.cases.identity import stream_of
from kouan.modules.cases.selectors import view_by_reference
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedure as procedure_of
from kouan.runtime import log

REUSED = "reference-used"
_USED = Text(
    "这个内部编号已用于 {number}（{title}），内容与这次不同；请换一个编号，或者去修改那一件。",
    "This number of yours already stands for {number} ({title}), whose contents are different; give this filing a "
    "number of its own, or amend that case.",
)


def filed_before(
    filer: str, reference: str | None, procedure: Procedure, parsed: Parsed, documents: Sequence[Attached]
) -> dict[str, Any] | None:
    """The view of what a filer filed under its own number; None where that number is free.

    The same is what was first filed under it: this procedure, this form, these documents. Whoever repeats a request
    that it never saw answered is answered so, though the case has gone on since. Refused for anything else.
    """
    view = view_by_reference(filer, reference) if reference else None
    if view and not _is_same(view, procedure, parsed, documents):
        title = procedure_of(view["procedure"]).title
        raise Refused([Problem(REUSED, "/reference", _USED.fill(number=view["number"], title=title), "")])
    return view


def check_reference(
    viewer: Viewer, code: str, data: Mapping[str, Any], documents: Sequence[Attached], reference: str
) -> tuple[Problem, ...]:
    """What would be said of the filer's own number if this were filed under it now."""
    procedure = procedure_of(code)
    try:
        filed_before(viewer.party, reference, procedure, parse(procedure.form, data), documents)
    except Refused as refused:
        return refused.problems
    return ()


def _is_same(view: Mapping[str, Any], procedure: Procedure, parsed: Parsed, documents: Sequence[Attached]) -> bool:
    first = log.event_at(stream_of(view["id"]), 1)
    if first is None or view["procedure"] != procedure.code or parsed.problems:
        return False
    if parsed.filing.as_json() != _as_now(procedure.form, first.payload["form"]):
        return False
    attached = {(row["kind"], row["file"], row["name"]) for row in first.payload.get("documents", ())}
    return attached == {(each.kind, each.file, each.name) for each in documents}


def _as_now(form: type[Form], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was filed once, as today's form writes it: a field that came since has its default in both."""
    parsed = parse(form, data)
    return data if parsed.problems else parsed.filing.as_json()
