"""The public register: what stands in it, when it comes and goes, and that it is made from the log alone."""

import orjson
import pytest
from django.db import connection

from kouan.engine import commands as ask
from kouan.modules.cases import public as cases

from .people import CODE, FILING, officer, trader
from .rulings import APPLICANT, CUSTOMS, RULED, RULING, UNPUBLISHED, applied, ruled

pytestmark = pytest.mark.django_db


def register():
    return list(cases.published().values())


def test_a_ruling_is_published_the_moment_it_is_made():
    case = applied()
    assert register() == []
    cases.act(CUSTOMS, case["id"], ask.Decide("accept", "accept"))
    assert register() == []
    made = cases.act(CUSTOMS, case["id"], ask.Decide("decide", "ruled", data=RULED))
    [row] = register()
    assert (row["number"], row["procedure"], row["demo"]) == (case["number"], RULING, False)
    assert (row["title_zh"], row["title_en"]) == (
        "行星滚柱丝杠 · 商品归类：8483409000",
        "PLANETARY ROLLER SCREW · Classification: 8483409000",
    )
    assert row["published_at"] == next(step for step in made["steps"] if step["name"] == "publish")["decided_at"]


def test_nothing_of_applicant_documents_notes_or_secrets_is_in_the_row():
    ruled()
    [row] = register()
    told = orjson.loads(row["data"])
    assert set(told) == {
        "matter", "goods_name", "goods_english", "classification", "ruling", "code", "legal_basis",
        "valid_from", "valid_until",
    }  # fmt: skip
    said = orjson.dumps({name: value for name, value in row.items() if name != "case_id"}).decode()
    assert not [secret for secret in UNPUBLISHED if secret in said]
    assert told["ruling"].count("■■") == 2, "the passage listed, and the applicant's name that the officer wrote"


def test_goods_whose_name_is_secret_are_not_named_in_the_title_either():
    ruled(secrets=[{"item": "goods_name", "reason": "尚未上市"}])
    [row] = register()
    assert row["title_zh"] == "商品名称保密 · 商品归类：8483409000"
    assert "行星滚柱丝杠" not in row["data"]
    assert "SCREW" not in row["data"] + row["title_en"]


def test_without_the_applicant_s_consent_nothing_is_published():
    assert ruled(may_publish=False)["status"] == "done"
    assert register() == []


def test_what_is_declared_void_is_no_longer_public():
    case = ruled()
    assert cases.published_under(case["number"])
    cases.act(CUSTOMS, case["id"], ask.Void("裁定所依据的样品有误"))
    assert register() == []
    with pytest.raises(cases.NotFound):
        cases.published_under(case["number"])


def test_the_register_can_be_written_anew_from_the_log():
    kept, void = ruled(), ruled()
    cases.act(CUSTOMS, void["id"], ask.Void("重复"))
    before = register()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_published")
    cases.rebuild()
    assert register() == before
    cases.rebuild([kept["id"]])
    assert register() == before, "and once more changes nothing"


def test_a_number_that_is_not_published_is_not_there():
    for number in (applied()["number"], "R-6700-1999-0001", ""):
        with pytest.raises(cases.NotFound):
            cases.published_under(number)


def test_a_procedure_that_publishes_nothing_writes_nothing_more():
    me, window = trader(APPLICANT), officer("window")
    case = cases.file_case(me, CODE, FILING)
    cases.act(window, case["id"], ask.Decide("accept", "approve"))
    assert register() == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("丝杠", 1),
        ("丝杠 8483", 1),
        ("planetary SCREW", 1),
        ("总规则", 1),
        ("R-6700", 1),
        ("丝杠 轴承座", 0),
        ("北辰", 0),
    ],
)
def test_every_word_typed_must_be_there(typed, found):
    ruled()
    assert cases.matching(cases.published(), typed).count() == found


def test_the_names_of_fields_are_not_what_is_searched():
    ruled()
    assert not cases.matching(cases.published(), "legal_basis").exists()
