"""What `kouan check` finds in a procedure: each finding one sentence. Cases are run in its scenarios only."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kouan.blueprint.describe import Field, fields
from kouan.blueprint.flow import Flow, Guarded, guards, steps
from kouan.blueprint.procedure import Procedure
from kouan.engine.audit_flow import flow_findings
from kouan.engine.audit_stories import condition_name, story_findings
from kouan.engine.scenario import Scenario
from kouan.kernel.text import Text
from kouan.reference import tables
from kouan.sources import exists

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def audit(procedure: Procedure, scenarios: Iterable[Scenario], day: date) -> list[Text]:
    """All findings for a procedure as it stands on a day; an empty list is a pass."""
    flow = procedure.flow_on(day)
    found = [
        *_words(procedure, flow),
        *_citations(procedure, flow),
        *flow_findings(procedure, flow),
        *_codes(fields(procedure.form), ""),
        *story_findings(procedure, flow, list(scenarios)),
    ]
    return [Text(f"{procedure.code}：{text.zh}", f"{procedure.code}: {text.en}") for text in found]


# ── Both languages ───────────────────────────────────────────────────────────────────────────────────────────────
def _words(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    for place, text in _texts(procedure, flow):
        if not text.zh.strip() or (_wordy(text.zh) and not _CHINESE.search(text.zh)):
            yield Text(f"{place} 缺少中文。", f"{place} has no Chinese text.")
        if not text.en.strip() or _CHINESE.search(text.en):
            yield Text(f"{place} 缺少英文翻译。", f"{place} has no English translation.")


def _wordy(text: str) -> bool:
    """Whether a label has words to translate; ``CIF`` or ``ISO 6346`` are the same in both languages."""
    return re.search(r"[a-z]{3,}", text) is not None


def _texts(procedure: Procedure, flow: Flow) -> Iterator[tuple[str, Text]]:
    yield from (("title", procedure.title), ("summary", procedure.summary), ("category", procedure.category))
    yield from _field_texts(fields(procedure.form), "form")
    yield from ((f"rule {rule.code}", rule.text) for rule in procedure.rules)
    yield from ((f"document {document.code}", document.title) for document in procedure.documents)
    for charge in procedure.charges:
        yield from ((f"charge {charge.title.en}", words) for words in (charge.title, charge.payee))
    yield from ((f"term {term.name}", term.title) for term in procedure.terms.terms.values())
    for step in steps(flow):
        yield f"step {step.name}", step.title
        yield from ((f"step {step.name}, outcome {way.code}", way.title) for way in step.every_way)
        yield from ((f"rule {rule.code}", rule.text) for rule in step.rules)
        yield from _field_texts(fields(step.form), f"step {step.name}") if step.form else ()
    yield from ((f"condition {condition_name(guarded)}", _condition(guarded)) for guarded in guards(flow))


def _field_texts(parts: tuple[Field, ...], place: str) -> Iterator[tuple[str, Text]]:
    for part in parts:
        here = f"{place}.{part.name}"
        yield here, part.label
        yield from (
            (f"{here}, {what}", text) for what, text in (("hint", part.hint), ("section", part.section)) if text
        )
        yield from ((f"{here}, option {code}", text) for code, text in part.options.items())
        yield from _field_texts(part.fields, here)


def _condition(guarded: Guarded) -> Text:
    zh, _, en = (guarded.guard.__doc__ or "").partition("|")
    return Text(zh.strip(), en.strip())


# ── Clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _citations(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    for place, clause in (*_cited(procedure), *_cited_at_steps(flow)):
        if not clause:
            yield Text(f"{place} 没有引用依据条款。", f"{place} cites no clause.")
        elif not exists(clause):
            yield Text(f"{place} 引用的条款“{clause}”不存在。", f"{place} cites “{clause}”, which does not exist.")
    for step in steps(flow):
        if step.kind == "review" and step.within is None:
            yield Text(
                f"环节 {step.name} 没有办理时限，也就没有引用依据。",
                f"step {step.name} has no time limit and so cites no clause.",
            )


def _cited(procedure: Procedure) -> Iterator[tuple[str, str]]:
    yield from (("basis", clause) for clause in procedure.basis or ("",))
    yield from ((f"rule {rule.code}", rule.basis) for rule in procedure.rules)
    yield from ((f"document {document.code}", document.basis) for document in procedure.documents)
    yield from ((f"charge {charge.title.en}", charge.basis) for charge in procedure.charges)
    for term in procedure.terms.terms.values():
        yield from ((f"term {term.name} since {dated.since}", dated.clause) for dated in term.history)
    yield from _field_clauses(fields(procedure.form), "form")


def _cited_at_steps(flow: Flow) -> Iterator[tuple[str, str]]:
    for step in steps(flow):
        yield from ((f"rule {rule.code}", rule.basis) for rule in step.rules)
        yield from _field_clauses(fields(step.form), f"step {step.name}") if step.form else ()


def _field_clauses(parts: tuple[Field, ...], place: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.clause:
            yield f"{place}.{part.name}", part.clause
        yield from _field_clauses(part.fields, f"{place}.{part.name}")


# ── Code tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _codes(parts: tuple[Field, ...], place: str) -> Iterator[Text]:
    known = set(tables())
    for part in parts:
        if part.table and part.table not in known:
            yield Text(
                f"字段 {place}{part.name} 的代码表“{part.table}”不存在。",
                f"field {place}{part.name} names the code table “{part.table}”, which does not exist.",
            )
        yield from _codes(part.fields, f"{place}{part.name}.")
