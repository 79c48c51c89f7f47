"""What of a case is public, whatever its procedure's published step says; and what the check finds about it."""

from dataclasses import replace

import pytest

from kouan.blueprint import Computed, Procedure, Text, Way, auto
from kouan.engine import by_form, publication
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.procedures import procedure, scenarios_text

RULING = procedure("advance-ruling")
STORIES = {story.name: story for story in read_scenarios(scenarios_text(RULING.code))}
LOOSE = {"goods_name": "行星滚柱丝杠", "model": "PRS-48x10，北辰专供型", "applicant_name": "澄湾北辰精密制造有限公司"}


def publishing(data: dict[str, object]) -> Procedure:
    """The advance ruling with a published step that says just this."""
    way = (Way("published", Text("已公开", "Published")),)

    def careless(limit):
        return RULING.flow(limit).parts[0] >> auto("publish", "公开 | Published", compute=computed, ways=way)

    def computed(facts):
        return Computed("published", "", data)

    return replace(RULING, flow=careless, publication_title=None)


def told(made: Procedure):
    story = STORIES["ruled-and-published"]
    moves = [move for move in story.moves if move.get("decide") == "accept"]
    return tell(made, replace(story, moves=tuple(moves), expect={}))


def test_what_is_secret_is_dropped_even_where_the_step_says_it():
    case = told(publishing(LOOSE)).case
    assert case.outcomes["publish"].data == LOOSE
    assert publication(case).data == {"goods_name": "行星滚柱丝杠"}
    assert publication(case).title == RULING.title


@pytest.mark.parametrize("status", ["void", "withdrawn"])
def test_what_is_taken_back_is_not_public(status):
    case = tell(RULING, STORIES["ruled-and-published"]).case
    assert publication(case)
    case.status = status
    assert publication(case) is None


def test_a_case_is_not_public_before_its_step_has_ended_nor_where_none_is_named():
    assert publication(tell(RULING, STORIES["corrected-in-time"]).case) is None
    case = tell(RULING, STORIES["ruled-and-published"]).case
    case.procedure = replace(RULING, publishes="")
    assert publication(case) is None


def test_every_name_published_has_words_for_people():
    case = tell(RULING, STORIES["ruled-and-published"]).case
    data = publication(case).data
    parts = [(form.__name__, list(part)) for form, part in by_form(RULING, data, case.day)]
    assert parts == [
        ("Ruling", ["ruling", "code", "legal_basis"]),
        ("Validity", ["valid_from", "valid_until"]),
        ("Filing", ["matter", "goods_name", "goods_english", "classification"]),
    ]


def test_the_check_finds_a_step_that_is_not_there():
    found = audit(replace(RULING, publishes="proclaim"), STORIES.values(), STORIES["ruled-and-published"].at.date())
    assert [text.en for text in found] == [
        "advance-ruling: it publishes the outcome of a step “proclaim”, which the flow does not have."
    ]


def test_the_check_finds_secrets_and_names_without_words():
    made = publishing(LOOSE | {"remark": "无"})
    found = {text.en for text in audit(made, [told(made).scenario], STORIES["ruled-and-published"].at.date())}
    assert "advance-ruling: what is published holds model, which is secret." in found
    assert "advance-ruling: what is published holds applicant_name, which is secret." in found
    assert "advance-ruling: remark is published, but no form has a field of that name to say what it is." in found
