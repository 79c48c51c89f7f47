"""What is copied of cases: every story of every procedure, and none of its secrets."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from kouan.blueprint.describe import Field, fields
from kouan.engine.rehearse import tell
from kouan.engine.scenario import Scenario, read_scenarios
from kouan.kernel.event import ObjectRef
from kouan.modules.timing.copying.activity import activity, related
from kouan.modules.timing.copying.cases import principal_of, told_of_case
from kouan.modules.timing.copying.flat import scalars
from kouan.procedures import procedure, procedures, scenarios_text
from kouan.runtime.log import Recorded

NUMBER = "X-1"


def stories(code: str) -> Iterator[tuple[Scenario, list[Recorded], Any]]:
    """Each scenario that files, its events as they would stand in the log, and its case."""
    for scenario in read_scenarios(scenarios_text(code)):
        told = tell(procedure(code), scenario)
        if told.case:
            yield scenario, [recorded(code, place, event) for place, event in enumerate(told.events, 1)], told.case


def recorded(code: str, place: int, event: Any) -> Recorded:
    about = event.about(ObjectRef("thing", NUMBER, "case"))
    known = {name: getattr(about, name) for name in ("kind", "happened_at", "actor", "payload", "objects")}
    return Recorded(
        **known, position=place, stream="case/1", n=place, recorded_at=about.happened_at, procedure=code, version="1",
        demo=False, hash=b"",
    )  # fmt: skip


def told(events: list[Recorded]) -> list[tuple[str, str]]:
    return [pair for event in events for _, said in told_of_case(event, NUMBER) for pair in said.items()]


@pytest.mark.parametrize("code", sorted(procedures()))
def test_no_secret_of_any_story_is_copied(code: str) -> None:
    found = procedure(code)
    for scenario, events, case in stories(code):
        hidden = found.secrets(case.filing) if found.secrets else frozenset()
        copied = told(events)
        assert not [name for name, _ in copied if name.startswith("form/") and name.split("/")[1] in hidden]
        # Names, numbers of papers and the like: a code of a few letters gives nobody away.
        said = [word for name in hidden for word in scalars("", scenario.form.get(name)).values()]
        words = [word for word in said if len(word) > (5 if word.isascii() else 1)]
        forms = [value for name, value in copied if name.startswith("form/")]
        assert not [word for word in words for value in forms if word.casefold() in value.casefold()]


@pytest.mark.parametrize("code", sorted(procedures()))
def test_free_text_is_not_copied(code: str) -> None:
    """What no code list, number, time or reference gives a meaning to is somebody's words, name or telephone."""
    written = set(free("form", fields(procedure(code).form)))
    for _, events, _ in stories(code):
        copied = {re.sub(r"/\d+", "", name) for name, _ in told(events)}
        assert not written & copied


def free(place: str, known: tuple[Field, ...]) -> Iterator[str]:
    for each in known:
        yield from free(f"{place}/{each.name}", each.fields)
        if each.kind in ("text", "texts") and not (each.table or each.options or each.refers):
            yield f"{place}/{each.name}"


@pytest.mark.parametrize("code", sorted(procedures()))
def test_on_whose_behalf_it_is_is_read_from_the_form_as_it_is_stored(code: str) -> None:
    found = procedure(code)
    for _, events, _ in stories(code):
        form = events[0].payload["form"]
        assert principal_of(found, form) == (found.principal(found.form.model_validate(form)) or "")


def test_a_filing_tells_whose_it_is_and_all_that_is_counted_by() -> None:
    _, events, _ = next(stories("import-declaration"))
    said = dict(told(events[:1]))
    form = events[0].payload["form"]
    expected = {"procedure", "version", "filer", "principal", "demo", "number", "kind", "customs"}
    assert expected <= said.keys()
    assert (said["procedure"], said["principal"]) == ("import-declaration", form["consignee_uscc"])
    assert said["form/lines/0/hs_code"] == form["lines"][0]["hs_code"]
    assert said["form/transport_mode"] == form["transport_mode"]
    assert form["lines"][0]["name"]
    assert "form/lines/0/name" not in said


def test_the_credit_level_is_that_of_the_firm_when_it_filed() -> None:
    _, events, _ = next(stories("import-declaration"))
    firm = events[0].payload["form"]["consignee_uscc"]
    events[0].payload["objects"] = [["organisation", firm, {"credit": "advanced", "aeo": True}]]
    said = dict(told(events[:1]))
    assert (said["credit"], said["aeo"]) == ("advanced", "true")


def test_how_steps_ended_and_how_the_case_did() -> None:
    _, events, case = next(stories("import-declaration"))
    said = dict(told(events))
    assert {name: outcome.code for name, outcome in case.outcomes.items() if f"outcome/{name}" in said} == {
        name.removeprefix("outcome/"): value for name, value in said.items() if name.startswith("outcome/")
    }


def test_an_activity_names_its_step_where_the_step_is_what_it_is_about() -> None:
    _, events, _ = next(stories("import-declaration"))
    names = {activity(event) for event in events}
    assert "filed" in names
    assert any(name.startswith("decided: ") for name in names)
    assert not [name for name in names if name.startswith("declared:") or name.startswith("hold-lifted:")]
    assert ("case", NUMBER, "case") in related(events[0])


def test_filings_of_a_procedure_that_is_gone_are_copied_without_their_form() -> None:
    _, events, _ = next(stories("import-declaration"))
    gone = recorded("no-such", 1, events[0])
    said = dict(told([gone]))
    assert said["procedure"] == "no-such"
    assert not [name for name in said if name.startswith("form/")]
