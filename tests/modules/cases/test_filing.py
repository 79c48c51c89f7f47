"""File, decide side by side, correct, ask: through the services that every door uses."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kouan.blueprint import Attached
from kouan.engine import Refused
from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.runtime import log
from kouan.runtime.verification import verify

from .people import BROKER, CODE, FILING, HOT, IMPORTER, RIVAL, officer, trader

pytestmark = pytest.mark.django_db


def test_a_notice_goes_through_three_agencies():
    filed = cases.file_case(trader(IMPORTER), CODE, FILING)
    assert filed["status"] == "open"
    assert filed["number"].startswith("SRN-20")
    assert [step["name"] for step in filed["steps"]] == ["accept"]
    accepted = cases.act(officer("window"), filed["id"], ask.Decide("accept", "approve"))
    assert {step["name"] for step in accepted["steps"] if "outcome" not in step} == {"maritime", "port"}
    cases.act(officer("msa"), filed["id"], ask.Decide("maritime", "approve"))
    done = cases.act(officer("port"), filed["id"], ask.Decide("port", "approve"))
    assert done["status"] == "done"
    events = log.read(f"case/{filed['id']}")
    assert [event.kind for event in events] == ["filed", "decided", "decided", "decided", "decided", "closed"]
    assert all(event.objects[0].id == filed["number"] for event in events)
    assert verify().sound


def test_a_refused_filing_keeps_nothing():
    with pytest.raises(Refused) as refused:
        cases.file_case(
            trader(IMPORTER), CODE, {"ship": "9074720", "flag": "CHN", "jobs": [{"place": "x", "hours": "800"}]}
        )
    assert [(p.code, p.path) for p in refused.value.problems] == [
        ("imo-number", "/ship"),
        ("job-at-most-30-days", "/jobs/0/hours"),
    ]
    assert not cases.visible_cases(trader(IMPORTER)).exists()
    assert [event.stream for event in log.everything() if event.stream.startswith("case/")] == []


def test_who_sees_a_case():
    filed = cases.file_case(trader(IMPORTER), CODE, FILING)
    assert cases.case_view(trader(IMPORTER), filed["id"])["id"] == filed["id"]
    assert cases.case_view(officer("msa"), filed["id"])  # the leading agency
    assert cases.case_view(officer("window"), filed["id"])  # its step has come
    for stranger in (trader(RIVAL), trader(BROKER), officer("port"), officer("customs")):
        with pytest.raises(cases.NotFound):
            cases.case_view(stranger, filed["id"])
        with pytest.raises(cases.NotFound):
            cases.act(stranger, filed["id"], ask.Withdraw("mine now"))
        assert not cases.visible_cases(stranger).exists()
    assert cases.readings(filed["id"]).count() == 3


def test_the_same_reference_is_filed_once():
    first = cases.file_case(trader(IMPORTER), CODE, FILING, reference="A-1")
    again = cases.file_case(trader(IMPORTER), CODE, FILING, reference="A-1")
    other = cases.file_case(trader(RIVAL), CODE, FILING, reference="A-1")
    assert first["id"] == again["id"] != other["id"]


def test_what_was_filed_first_is_what_counts_as_the_same():
    me = trader(IMPORTER)
    first = cases.file_case(me, CODE, FILING, reference="A-1")
    amended = FILING | {"jobs": [{"place": "左舷", "hours": "10"}]}
    cases.act(me, first["id"], ask.Amend(amended, reason="改期"))
    again = cases.file_case(me, CODE, FILING, reference="A-1")
    assert (again["id"], again["form"]["jobs"][0]["place"]) == (first["id"], "左舷")
    spelled = FILING | {"jobs": [FILING["jobs"][0] | {"hot_work": False, "place": " 甲板 "}], "yard": ""}
    assert cases.file_case(me, CODE, spelled, reference="A-1")["id"] == first["id"], "defaults and blanks say nothing"


OTHER = {
    "another ship's flag": (CODE, FILING | {"flag": "PAN"}, ()),
    "a line more": (CODE, FILING | {"jobs": FILING["jobs"] * 2}, ()),
    "a form with mistakes": (CODE, {"ship": "1"}, ()),
    "a document more": (CODE, FILING, (Attached("plan", "0" * 64, "plan.pdf"),)),
    "another procedure": ("advance-ruling", FILING, ()),
}


@pytest.mark.parametrize("other", OTHER)
def test_other_contents_under_a_used_number_are_told_whose_it_is(other):
    me, (code, form, documents) = trader(IMPORTER), OTHER[other]
    first = cases.file_case(me, CODE, FILING, reference="A-1")
    with pytest.raises(Refused) as refused:
        cases.file_case(me, code, form, documents, reference="A-1")
    [problem] = refused.value.problems
    assert (problem.code, problem.path) == (cases.REUSED, "/reference")
    assert first["number"] in problem.message.zh
    assert f"already stands for {first['number']} (Notice of ship repairs in port)" in problem.message.en
    assert cases.visible_cases(me).count() == 1
    assert cases.check_reference(me, code, form, documents, "A-1") == (problem,)
    assert cases.check_reference(me, code, form, documents, "A-2") == ()
    assert cases.check_reference(me, CODE, FILING, (), "A-1") == ()


def test_a_draft_under_a_used_number_stays_as_it_was_typed():
    me = trader(IMPORTER)
    cases.file_case(me, CODE, FILING, reference="PO-4711")
    other = FILING | {"flag": "PAN"}
    draft = cases.save_draft(me, CODE, other, reference="PO-4711")
    with pytest.raises(Refused, match="already stands for"):
        cases.file_draft(me, draft.id)
    assert cases.own_draft(me, draft.id).data == other
    cases.save_draft(me, CODE, other, draft_id=draft.id, reference="PO-4712")
    assert cases.file_draft(me, draft.id)["reference"] == "PO-4712"


def test_correction_and_question():
    me, window, msa = trader(IMPORTER), officer("window"), officer("msa")
    case = cases.file_case(me, CODE, FILING)["id"]
    returned = cases.act(window, case, ask.Return("accept", "部位不清", fields=("/jobs/0/place",)))
    assert returned["status"] == "returned"
    assert "due" not in returned["steps"][0], "the clock stands still while the applicant holds the case"
    assert cases.waiting_for_me(me).get().id == case
    with pytest.raises(Refused, match="returned for correction"):
        cases.act(window, case, ask.Decide("accept", "approve"))
    again = cases.act(me, case, ask.Resubmit(FILING | {"jobs": [{"place": "左舷", "hours": "10"}]}))
    assert again["form"]["jobs"][0]["place"] == "左舷"
    cases.act(window, case, ask.Decide("accept", "approve"))
    asked = cases.act(msa, case, ask.Ask("maritime", "何时开始？"))
    assert cases.waiting_for_me(me).exists()
    step = next(s for s in asked["steps"] if s["name"] == "maritime")
    assert "due" not in step
    assert next(s for s in asked["steps"] if s["name"] == "port")["due"]
    with pytest.raises(Refused, match="waits for the answer"):
        cases.act(msa, case, ask.Decide("maritime", "approve"))
    answered = cases.act(me, case, ask.Answer(1, "明早"))
    assert answered["questions"][0]["answer"] == "明早"
    assert not cases.waiting_for_me(me).exists()


def test_desks_show_what_is_due_first():
    me = trader(IMPORTER)
    cold, hot = (cases.file_case(me, CODE, data)["id"] for data in (FILING, HOT))
    queue = list(cases.queue(officer("window", "w", "reception")))
    assert [step.case_id for step in queue] == [cold, hot]
    assert not cases.queue(officer("msa")).exists()
    assert not cases.queue(me).exists()


def test_an_officer_of_another_desk_is_told_whose_it_is():
    case = cases.file_case(trader(IMPORTER), CODE, FILING)["id"]
    cases.act(officer("window"), case, ask.Decide("accept", "approve"))
    with pytest.raises(Refused) as refused:
        cases.act(officer("msa", "x", "dangerous"), case, ask.Decide("maritime", "approve"))
    assert refused.value.problems[0].code == "not-yours"


def test_rows_can_be_written_anew_from_the_log():
    me = trader(IMPORTER)
    case = cases.file_case(me, CODE, HOT)["id"]
    cases.act(officer("window"), case, ask.Decide("accept", "approve"))
    before = cases.case_view(me, case)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET view = '{}', status = 'odd'")
    assert cases.rebuild() == 1
    assert cases.case_view(me, case) == before


def test_drafts_keep_what_was_typed():
    me = trader(IMPORTER)
    draft = cases.save_draft(me, CODE, {"ship": "90747", "jobs": [{"place": ""}]})
    assert cases.own_draft(me, draft.id).data["ship"] == "90747"
    with pytest.raises(Refused, match="not a valid IMO"):
        cases.file_draft(me, draft.id)
    with pytest.raises(cases.NotFound):
        cases.own_draft(trader(RIVAL), draft.id)
    cases.save_draft(me, CODE, FILING, draft_id=draft.id)
    assert cases.file_draft(me, draft.id)["status"] == "open"
    assert not cases.my_drafts(me).exists()


def test_a_draft_is_filed_under_the_number_that_the_firm_gave_it():
    me = trader(IMPORTER)
    draft = cases.save_draft(me, CODE, FILING, reference="PO-4711")
    with_a_number, without = cases.file_draft(me, draft.id), cases.file_draft(me, cases.save_draft(me, CODE, FILING).id)
    assert with_a_number["reference"] == "PO-4711"
    assert without["reference"].startswith("draft-")
    assert with_a_number["id"] != without["id"]


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """Real threads, real commits."""

    def run(self, work, count):
        def alone(item):
            try:
                return work(item)
            finally:
                connection.close()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(alone, range(count)))

    def test_two_officers_on_one_step(self):
        case = cases.file_case(trader(IMPORTER), CODE, FILING)["id"]

        def decide(number):
            try:
                return cases.act(officer("window", f"officer-{number}"), case, ask.Decide("accept", "approve"))[
                    "status"
                ]
            except Refused as refused:
                return refused.problems[0]

        results = self.run(decide, 6)
        told = [result for result in results if result != "open"]
        assert len(told) == 5
        assert {problem.code for problem in told} == {"already-done"}
        assert "受理" in told[0].message.zh

    def test_agencies_side_by_side_all_win(self):
        case = cases.file_case(trader(IMPORTER), CODE, FILING)["id"]
        cases.act(officer("window"), case, ask.Decide("accept", "approve"))
        steps = [("msa", "maritime"), ("port", "port")]
        self.run(lambda n: cases.act(officer(steps[n][0]), case, ask.Decide(steps[n][1], "approve")), 2)
        assert cases.case_view(trader(IMPORTER), case)["status"] == "done"

    def test_fifty_filers_at_once(self):
        views = self.run(lambda n: cases.file_case(trader(IMPORTER), CODE, FILING), 50)
        assert len({view["number"] for view in views}) == 50
        assert verify().sound
