"""Cases that an agency opens itself: its officers find the form, others do not, and the firm sees what it is about."""

from django.test import Client

from tests.modules.cases.opened import inquiry

from .conftest import CLERK, AsPerson

__all__ = ["inquiry"]
AUDITOR, SAILOR = "customs-audit-1", "msa-vessels-1"


def _opened(browser: Client, firm: str) -> str:
    posted = {"matter": "申报价格", "firm": firm, "do": "file", "once": "0123456789abcdef"}
    answer = browser.post("/file/inquiry", posted)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_the_officers_of_the_agency_find_it_in_their_menu_and_others_do_not(inquiry: str, as_person: AsPerson) -> None:
    assert "立案" in as_person(AUDITOR).get("/desk").content.decode()
    assert 'href="/file/inquiry"' in as_person(AUDITOR).get("/file").content.decode()
    assert "立案" not in as_person(SAILOR).get("/desk").content.decode()
    assert as_person(SAILOR).get("/file").status_code == 404
    assert "/file/inquiry" not in as_person(CLERK).get("/file?all=1").content.decode()


def test_only_the_agency_is_given_the_form(inquiry: str, as_person: AsPerson) -> None:
    assert as_person(AUDITOR).get("/file/inquiry").status_code == 200
    for person in (CLERK, SAILOR):
        assert as_person(person).get("/file/inquiry").status_code == 404
        assert as_person(person).get("/file/inquiry/table").status_code == 404


def test_the_guide_says_who_opens_it_and_offers_the_form_to_them_alone(
    inquiry: str, client: Client, as_person: AsPerson
) -> None:
    assert "海关立案" in client.get("/guide").content.decode()
    page = client.get("/guide/inquiry").content.decode()
    assert "海关立案" in page
    assert "现在申报" not in page
    assert "现在申报" in as_person(AUDITOR).get("/guide/inquiry").content.decode()


def test_the_firm_sees_who_opened_it_and_is_offered_no_withdrawal(inquiry: str, as_person: AsPerson) -> None:
    from kouan.modules.parties.public import viewer_for_person

    address = _opened(as_person(AUDITOR), viewer_for_person(CLERK).party)
    theirs, ours = as_person(CLERK).get(address).content.decode(), as_person(AUDITOR).get(address).content.decode()
    assert "立案单位：海关" in theirs
    assert "当事人：" in theirs
    assert 'value="withdraw"' not in theirs
    assert 'value="withdraw"' in ours
    assert "/correct" in ours
    assert "/correct" not in theirs
