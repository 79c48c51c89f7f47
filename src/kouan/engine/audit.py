"""What `kouan check` finds in a procedure: each finding one sentence. Cases are run in its scenarios only."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import Field, fields
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step, steps
from kouan.blueprint.procedure import Procedure
from kouan.engine.case import Path
from kouan.engine.rehearse import Told, tell
from kouan.engine.scenario import Scenario
from kouan.kernel.text import Text
from kouan.reference import tables
from kouan.sources import exists

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SIDES = {True: Text("成立", "holds"), False: Text("不成立", "does not hold")}


def audit(procedure: Procedure, scenarios: Iterable[Scenario], day: date) -> list[Text]:
    """All findings for a procedure as it stands on a day; an empty list is a pass."""
    flow = procedure.flow_on(day)
    found = [
        *_words(procedure, flow),
        *_citations(procedure, flow),
        *_agencies(procedure, flow),
        *_codes(fields(procedure.form), ""),
        *_stories(procedure, flow, list(scenarios)),
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
    yield from ((f"term {term.name}", term.title) for term in procedure.terms.terms.values())
    for step in steps(flow):
        yield f"step {step.name}", step.title
        yield from ((f"step {step.name}, outcome {way.code}", way.title) for way in step.ways)
        yield from ((f"rule {rule.code}", rule.text) for rule in step.rules)
        yield from _field_texts(fields(step.form), f"step {step.name}") if step.form else ()
    yield from ((f"condition {_name(guarded)}", _condition(guarded)) for _, guarded in _guards(flow, ()))


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


def _name(guarded: Guarded) -> str:
    return getattr(guarded.guard, "__name__", "?")


# ── Clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _citations(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    for place, clause in (*_cited(procedure), *((f"rule {r.code}", r.basis) for s in steps(flow) for r in s.rules)):
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
    for term in procedure.terms.terms.values():
        yield from ((f"term {term.name} since {dated.since}", dated.clause) for dated in term.history)
    yield from _field_clauses(fields(procedure.form), "form")


def _field_clauses(parts: tuple[Field, ...], place: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.clause:
            yield f"{place}.{part.name}", part.clause
        yield from _field_clauses(part.fields, f"{place}.{part.name}")


# ── Agencies and code tables ─────────────────────────────────────────────────────────────────────────────────────
def _agencies(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    if procedure.lead not in AGENCIES:
        yield Text(f"牵头机关“{procedure.lead}”不存在。", f"the leading agency “{procedure.lead}” does not exist.")
    for step in steps(flow):
        agency = AGENCIES.get(step.by)
        if step.kind == "review" and agency is None:
            yield Text(
                f"环节 {step.name} 的机关“{step.by}”不存在。", f"step {step.name} is by “{step.by}”, no known agency."
            )
        elif agency and step.desk and step.desk not in agency.desks:
            yield Text(
                f"环节 {step.name}：{agency.title.zh}没有“{step.desk}”岗位。",
                f"step {step.name}: {agency.title.en} has no desk “{step.desk}”.",
            )


def _codes(parts: tuple[Field, ...], place: str) -> Iterator[Text]:
    known = set(tables())
    for part in parts:
        if part.table and part.table not in known:
            yield Text(
                f"字段 {place}{part.name} 的代码表“{part.table}”不存在。",
                f"field {place}{part.name} names the code table “{part.table}”, which does not exist.",
            )
        yield from _codes(part.fields, f"{place}{part.name}.")


# ── Scenarios ────────────────────────────────────────────────────────────────────────────────────────────────────
def _stories(procedure: Procedure, flow: Flow, scenarios: list[Scenario]) -> Iterator[Text]:
    told = [tell(procedure, scenario) for scenario in scenarios]
    for story in told:
        for mismatch in story.mismatches:
            name = story.scenario.name
            yield Text(f"场景 {name} 与预期不符：{mismatch}", f"scenario {name} does not go as it says: {mismatch}")
    yield from _untold_conditions(flow, told)
    yield from _untold_ways(flow, told)
    broken = set(_broken(scenarios))
    broken |= {code for scenario in scenarios for move in scenario.moves for code in move.get("refused", "").split()}
    broken |= {row["code"] for story in told for event in story.events for row in event.payload.get("warnings", ())}
    for rule in (*procedure.rules, *(rule for step in steps(flow) for rule in step.rules)):
        if rule.code not in broken:
            yield Text(f"规则 {rule.code} 没有违反它的场景。", f"rule {rule.code} has no scenario that breaks it.")


def _broken(scenarios: list[Scenario]) -> Iterator[str]:
    """Codes of the rules that scenarios break: at filing, or in a move that must be refused."""
    for scenario in scenarios:
        yield from (problem.split("@")[0] for problem in scenario.problems or ())
        yield from (code for move in scenario.moves for code in move.get("refused", "").split())


def _untold_conditions(flow: Flow, told: list[Told]) -> Iterator[Text]:
    seen = {(path, side) for story in told for path, side in story.passed.items()}
    for path, guarded in _guards(flow, ()):
        for side, words in _SIDES.items():
            if (path, side) not in seen:
                yield Text(
                    f"没有条件 {_name(guarded)} {words.zh}的场景。",
                    f"no scenario takes the branch where {_name(guarded)} {words.en}.",
                )


def _untold_ways(flow: Flow, told: list[Told]) -> Iterator[Text]:
    seen = {
        (event.payload["step"], event.payload.get("outcome", "done"))
        for story in told
        for event in story.events
        if event.kind in ("decided", "supplied")
    }
    for step in steps(flow):
        for way in step.ways:
            if (step.name, way.code) not in seen:
                yield Text(
                    f"没有环节 {step.name} 结果为“{way.code}”的场景。",
                    f"no scenario ends step {step.name} with “{way.code}”.",
                )


def _guards(flow: Flow, path: Path) -> Iterator[tuple[Path, Guarded]]:
    """Every condition with its place in the flow, as the replay numbers places."""
    if isinstance(flow, Step):
        return
    if isinstance(flow, Guarded):
        yield path, flow
        yield from _guards(flow.part, (*path, 0))
        return
    assert isinstance(flow, Series | Parallel)
    for index, part in enumerate(flow.parts):
        yield from _guards(part, (*path, index))
