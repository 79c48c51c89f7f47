"""What belongs to what, taken from the log: no bill's boxes are ever tied to another bill."""

import pytest

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db

LINKS = 'SELECT kind, object, to_kind, "to", qualifier FROM link'
ONE, TWO, OTHER = "COSU6000000001", "COSU6000000002", "MSKU7654321"


def bills_of(box: str) -> set[str]:
    said = f"SELECT \"to\" FROM link WHERE kind = 'container' AND object = '{box}' AND to_kind = 'bill'"
    return {bill for (bill,) in quay.rows(said)}


def test_a_manifest_ties_its_boxes_to_its_bill_and_the_bill_to_its_call() -> None:
    quay.manifest(ONE, quay.BOX)
    catch_up(files.path())
    visit = f"{quay.BOX}/{quay.CALL}"
    assert quay.rows(LINKS) == [
        ("bill", ONE, "vessel-call", quay.CALL, "call"),
        ("container", quay.BOX, "bill", ONE, "part"),
        ("container-visit", visit, "bill", ONE, "part"),
    ]


def test_a_call_that_names_all_its_bills_and_boxes_ties_none_together() -> None:
    quay.manifest(ONE, quay.BOX)
    quay.manifest(TWO, OTHER)
    named = [("bill", ONE, ""), ("bill", TWO, ""), ("container", quay.BOX, ""), ("container", OTHER, "")]
    quay.tell(f"call/{quay.CALL}", "arrived", 1, {"direction": "import"}, ("vessel-call", quay.CALL, ""), *named)
    catch_up(files.path())
    assert (bills_of(quay.BOX), bills_of(OTHER)) == ({ONE}, {TWO})


def test_a_filing_about_several_bills_ties_their_boxes_to_the_case_and_not_to_each_other() -> None:
    quay.manifest(ONE, quay.BOX)
    quay.manifest(TWO, OTHER)
    named = [("bill", ONE, "bill"), ("bill", TWO, "bill"), ("container", quay.BOX, "box"), ("container", OTHER, "box")]
    firm = ("organisation", quay.TERMINAL, "filer")
    case = ("declaration", "D1", "case")
    quay.tell("case/1", "filed", 1, {"form": {}}, case, firm, *named, procedure="no-such", version="1")
    catch_up(files.path())
    assert (bills_of(quay.BOX), bills_of(OTHER)) == ({ONE}, {TWO})
    of_case = quay.rows(f"{LINKS} WHERE kind = 'case'")
    assert of_case == sorted(
        [("case", "D1", "declaration", "D1", "case"), *(("case", "D1", kind, name, said) for kind, name, said in named)]
    )


def test_a_box_of_several_bills_belongs_to_each() -> None:
    quay.manifest(ONE, quay.BOX)
    quay.manifest(TWO, quay.BOX)
    catch_up(files.path())
    assert bills_of(quay.BOX) == {ONE, TWO}


def test_a_manifest_that_is_amended_or_deleted_lets_go_of_what_it_no_longer_names() -> None:
    quay.manifest(ONE, quay.BOX, OTHER)
    quay.manifest(ONE, OTHER, hours=1, kind="manifest-amended")
    catch_up(files.path())
    assert (bills_of(quay.BOX), bills_of(OTHER)) == (set(), {ONE})
    quay.tell(f"bill/{ONE}", "manifest-deleted", 2, {}, ("bill", ONE, ""))
    catch_up(files.path())
    assert quay.rows(LINKS) == []


def test_a_visit_belongs_to_its_container_and_both_to_the_call() -> None:
    quay.discharged(1)
    catch_up(files.path())
    visit = f"{quay.BOX}/{quay.CALL}"
    assert quay.rows(LINKS) == [
        ("container", quay.BOX, "vessel-call", quay.CALL, "call"),
        ("container-visit", visit, "container", quay.BOX, "visit"),
        ("container-visit", visit, "vessel-call", quay.CALL, "call"),
    ]
