"""What a new form begins with: a draft, an earlier case, an example, or what this firm always fills in the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from kouan.blueprint import Attached
from kouan.blueprint.describe import Field, fields
from kouan.blueprint.procedure import Procedure
from kouan.kernel.text import Text
from kouan.modules.cases.public import NotFound, case_view, own_draft, visible_cases
from kouan.modules.parties.public import Viewer
from kouan.web.pages.filing.fitting import fitted
from kouan.web.pages.guide.told import sample_of, scenario_named

_LOOKED_AT = 5
_PLAIN = frozenset({"date", "datetime", "rows", "texts"})


@dataclass(frozen=True, slots=True)
class Start:
    """Values and documents to begin with; ``note`` says where they come from.

    ``draft`` is the draft's id, ``reference`` the firm's own number that it keeps.
    """

    values: Mapping[str, Any]
    documents: tuple[Attached, ...] = ()
    note: Text | None = None
    draft: str = ""
    reference: str = ""


def start(viewer: Viewer, procedure: Procedure, asked: Mapping[str, str]) -> Start:
    """By the address: ``?draft=``, ``?copy=`` a case, ``?example=``, ``?blank=1``; else by habit.

    An example that is not named is the first that can be filed. NotFound for what is a stranger's, or of another
    procedure.
    """
    if draft := asked.get("draft"):
        return _draft(viewer, procedure, draft)
    if case_id := asked.get("copy"):
        return _copy(viewer, procedure, case_id)
    if "example" in asked:
        return _example(viewer, procedure, asked["example"] or sample_of(procedure))
    return Start({}) if asked.get("blank") else _habit(viewer, procedure)


def _draft(viewer: Viewer, procedure: Procedure, draft_id: str) -> Start:
    draft = own_draft(viewer, draft_id)
    if draft.procedure != procedure.code or draft.case:
        raise NotFound(draft_id)
    return Start(draft.data, tuple(Attached(**row) for row in draft.documents), None, draft.id, draft.reference)


def _copy(viewer: Viewer, procedure: Procedure, case_id: str) -> Start:
    view = case_view(viewer, case_id)
    if view["procedure"] != procedure.code:
        raise NotFound(case_id)
    note = Text(
        "已照 {number} 填写，单证未复制；请改正不同之处。",
        "Filled in like {number}, without its documents; change what differs.",
    )
    return Start(view["form"], note=note.fill(number=view["number"]))


def _example(viewer: Viewer, procedure: Procedure, name: str) -> Start:
    scenario = scenario_named(procedure.code, name)
    if scenario is None:
        raise NotFound(name)
    note = Text(
        "已填入示例“{title}”，企业换成贵单位，日期移到今天；其余为虚构，请改成您的再申报。",
        "Filled in with the example “{title}”, with your firm and today's dates; change the rest to yours.",
    )
    return Start(fitted(viewer, procedure, scenario), note=note.fill(title=scenario.title))


def _habit(viewer: Viewer, procedure: Procedure) -> Start:
    mine = visible_cases(viewer).filter(filer=viewer.party, procedure=procedure.code)
    forms = [orjson.loads(view)["form"] for view in mine.values_list("view", flat=True)[:_LOOKED_AT]]
    values = habits(fields(procedure.form), forms)
    note = Text(
        "已按贵单位最近的申报预填 {n} 栏，请核对。",
        "{n} fields are filled in as your firm last did; please check them.",
    )
    return Start(values, note=note.fill(n=len(values))) if values else Start({})


def habits(known: tuple[Field, ...], forms: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What all the latest filings have in common. With a single one only its codes and choices count as habit."""
    steady = [each for each in known if each.kind not in _PLAIN and each.refers is None]
    if len(forms) == 1:
        steady = [each for each in steady if each.table or each.options]
    return {each.name: forms[0][each.name] for each in steady if forms and _agreed(each.name, forms)}


def _agreed(name: str, forms: list[Mapping[str, Any]]) -> bool:
    return all(form.get(name) is not None and form.get(name) == forms[0].get(name) for form in forms)
