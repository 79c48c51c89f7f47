"""Checks of what is submitted: fields, rules, documents. Used offline, on the page, and by every command."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kouan.blueprint.document import Attached, Document, missing, unknown
from kouan.blueprint.facts import Circumstances, ObjectFacts
from kouan.blueprint.form import Incomplete, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Procedure
from kouan.blueprint.rulebook import judge
from kouan.engine.case import Case
from kouan.kernel.clock import local_date


def circumstances(
    procedure: Procedure, at: datetime, objects: ObjectFacts | None = None, documents: Iterable[Attached] = ()
) -> Circumstances:
    """Under which a filing of ``at`` is judged."""
    return Circumstances(
        at, procedure.terms.on(local_date(at)), objects or {}, frozenset(document.kind for document in documents)
    )


def problems(procedure: Procedure, parsed: Parsed, on: Circumstances) -> tuple[Problem, ...]:
    """All that is wrong with a filing: malformed fields, then rules, then documents."""
    return (
        *parsed.problems,
        *judge(procedure.rulebook_on(on.day), parsed.filing, on),
        *_documents(procedure.documents, parsed, on),
    )


def check(procedure: Procedure, data: Mapping[str, Any] | bytes, on: Circumstances) -> tuple[Problem, ...]:
    """Check JSON data against a procedure without filing it."""
    return problems(procedure, parse(procedure.form, data), on)


def _documents(wanted: tuple[Document, ...], parsed: Parsed, on: Circumstances) -> list[Problem]:
    found = [missing(document) for document in wanted if _lacking(document, parsed, on)]
    known = {document.code for document in wanted}
    return found + [unknown(kind) for kind in sorted(on.documents - known)]


def _lacking(document: Document, parsed: Parsed, on: Circumstances) -> bool:
    try:
        return document.code not in on.documents and document.needed(parsed.filing, on.step)
    except Incomplete:
        return False


def at_step(on: Circumstances, case: Case, step: str, now: datetime) -> Circumstances:
    """The same circumstances, looked at from a later step of a case."""
    return replace(on, step=step, before=case.filing, now=now, outcomes=case.outcomes)
