"""Filing on the page: nothing typed is lost, nothing is filed twice, a mistake is said where it is."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from kouan.procedures import procedures

from .conftest import CLERK, CODE, FILING, MARITIME, RIVAL, AsPerson, filed, typed

OPENERS = {"applicant": CLERK, "customs": "customs-origin-1"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _mine() -> int:
    return cases.visible_cases(viewer_for_person(CLERK)).count()


def test_who_may_file(client: Client, as_person: AsPerson) -> None:
    to_sign_in = client.get(f"/file/{CODE}")
    assert to_sign_in.status_code == 303
    assert "next=%2Ffile%2F" in to_sign_in["Location"]
    assert as_person(MARITIME).get(f"/file/{CODE}").status_code == 404
    assert as_person(CLERK).get("/file/nothing").status_code == 404


@pytest.mark.parametrize("code", sorted(procedures()))
def test_every_procedure_has_its_form(as_person: AsPerson, code: str) -> None:
    opener = as_person(OPENERS[procedures()[code].opened_by[0]])
    assert opener.get(f"/file/{code}").status_code == 200
    assert opener.get(f"/file/{code}/table").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("zh", "最迟“完整申报”时填"), ("en", "needed by “Completion”")])
def test_what_may_wait_for_a_later_step_says_so_and_else_has_a_star(
    as_person: AsPerson, language: str, words: str
) -> None:
    clerk = as_person(CLERK, language)

    def label(code: str) -> str:
        page = clerk.get(f"/file/{code}?blank=1").content.decode()
        found = re.search(r'<label for="f-lines-0-legal_quantity">(.*?)</label>', page)
        assert found is not None
        return found[1]

    assert words in label("import-declaration")
    assert 'class="required"' in label("export-declaration"), "an export has no second step to wait for"


def test_file_and_land_on_the_case(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    answer = clerk.post(f"/file/{CODE}", typed(do="file"))
    assert answer.status_code == 303
    page = clerk.get(answer["Location"]).content.decode()
    assert "SRN-" in page
    assert "各单位同时收到" in page
    assert "甲板" in page


def test_pressing_twice_files_once(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    first, second = (clerk.post(f"/file/{CODE}", typed(do="file")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert _mine() == 1
    assert "没有重复申报" in clerk.get(second["Location"]).content.decode()


def test_typed_over_and_pressed_again_it_is_another_filing_once_that_was_told(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    clerk.post(f"/file/{CODE}", typed(do="file"))
    told = clerk.post(f"/file/{CODE}", typed(do="file", flag="PAN"))
    page = told.content.decode()
    [case] = cases.visible_cases(viewer_for_person(CLERK))
    assert told.status_code == 409
    assert f"从这一页已申报过 {case.number}" in page
    assert 'value="PAN"' in page
    once = re.search(r'name="once" value="([0-9a-f]+)"', page)
    assert once is not None
    assert clerk.post(f"/file/{CODE}", typed(do="file", flag="PAN", once=once[1])).status_code == 303
    assert _mine() == 2


@pytest.mark.parametrize("do", ["file", "check"])
def test_a_number_that_another_filing_has_is_told_and_nothing_typed_is_lost(as_person: AsPerson, do: str) -> None:
    clerk = as_person(CLERK)
    clerk.post(f"/file/{CODE}", typed(do="file", reference="PO-4711"))
    [case] = cases.visible_cases(viewer_for_person(CLERK))
    told = clerk.post(f"/file/{CODE}", typed(do=do, reference="PO-4711", flag="PAN", once="fedcba9876543210"))
    page = told.content.decode()
    assert told.status_code == 422
    assert f"这个内部编号已用于 {case.number}" in page
    assert 'href="#f-reference"' in page
    assert f'href="/cases/{case.id}"' in page
    assert 'value="PAN"' in page
    assert 'value="PO-4711"' in page
    assert _mine() == 1
    again = clerk.post(f"/file/{CODE}", typed(do="file", reference="PO-4712", flag="PAN", once="fedcba9876543210"))
    assert again.status_code == 303
    assert _mine() == 2


def test_the_same_under_the_same_number_is_filed_once(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    first = clerk.post(f"/file/{CODE}", typed(do="file", reference="PO-4711"))
    again = clerk.post(f"/file/{CODE}", typed(do="file", reference="PO-4711", once="fedcba9876543210"))
    assert first["Location"] == again["Location"]
    assert _mine() == 1


def test_mistakes_are_said_at_the_field_and_all_that_was_typed_stays(as_person: AsPerson) -> None:
    answer = as_person(CLERK).post(
        f"/file/{CODE}", typed(do="file", ship="9074720", **{"jobs-0-hours": "800", "jobs-0-place": "三层甲板"})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 2 处需要改正" in page
    assert 'href="#f-ship"' in page
    assert 'href="#f-jobs-0-hours"' in page
    assert 'value="三层甲板"' in page
    assert _mine() == 0


def test_checking_files_nothing(as_person: AsPerson) -> None:
    page = as_person(CLERK).post(f"/file/{CODE}", typed(do="check")).content.decode()
    assert "没有发现问题" in page
    assert _mine() == 0


def test_a_file_stays_attached_while_mistakes_are_mended(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    plan = SimpleUploadedFile("修理方案.pdf", PDF)
    wrong = clerk.post(f"/file/{CODE}", {**typed(do="file", ship="1"), "file-plan": plan})
    assert wrong.status_code == 422
    held = re.search(r'name="attached" value="([^"]+)"', wrong.content.decode())
    assert held is not None
    answer = clerk.post(f"/file/{CODE}", typed(do="file", attached=held[1]))
    page = clerk.get(answer["Location"]).content.decode()
    assert "修理方案.pdf" in page
    link = re.search(r'href="(/cases/[0-9a-f]+/documents/[0-9a-f]{64})"', page)
    assert link is not None
    fetched = clerk.get(link[1])
    assert fetched.content == PDF
    assert "attachment" in fetched["Content-Disposition"]
    assert as_person(RIVAL).get(link[1]).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("方案.pdf", b"MZ\x90"), ("run.exe", b"MZ"), ("../../x.pdf", b""), ("page.html", b"<script>")]
)
def test_a_file_that_is_not_taken_says_why_at_its_kind(as_person: AsPerson, name: str, content: bytes) -> None:
    answer = as_person(CLERK).post(
        f"/file/{CODE}", {**typed(do="file"), "file-plan": SimpleUploadedFile(name, content)}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#doc-plan"' in page
    assert 'id="doc-plan-error"' in page
    assert _mine() == 0


def test_another_firms_file_cannot_be_attached(as_person: AsPerson) -> None:
    stored = cases.upload(viewer_for_person(RIVAL), "theirs.pdf", PDF)
    answer = as_person(CLERK).post(
        f"/file/{CODE}", typed(do="file", attached=f"plan:{stored.file}:{stored.size}:theirs.pdf")
    )
    assert answer.status_code == 422
    assert _mine() == 0


def test_a_document_is_taken_off(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    part = clerk.post(f"/file/{CODE}/documents", {"file-plan": SimpleUploadedFile("p.pdf", PDF)}).content.decode()
    held = re.search(r'name="attached" value="([^"]+)"', part)
    assert held is not None
    off = clerk.post(f"/file/{CODE}/documents", {"attached": held[1], "detach": held[1]}).content.decode()
    assert 'name="attached"' not in off


def test_lines_are_added_copied_and_removed_without_script(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    two = clerk.post(f"/file/{CODE}", typed(copy="jobs-0")).content.decode()
    assert 'name="jobs-1-place" value="甲板"' in two
    three = clerk.post(f"/file/{CODE}", typed(add="jobs")).content.decode()
    assert 'name="jobs-1-place" value=""' in three
    one = clerk.post(f"/file/{CODE}", typed(**{"jobs-1": "row", "jobs-1-place": "舱壁", "remove": "jobs-0"}))
    assert 'name="jobs-0-place" value="舱壁"' in one.content.decode()


# ── Drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_saves_itself_and_is_gone_on_with(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    kept = clerk.post(f"/file/{CODE}/draft", typed(ship="half")).json()
    again = clerk.post(kept["save"], typed(ship="9074729", **{"jobs-0-place": "艏楼"}))
    assert again.json()["draft"] == kept["draft"]
    assert cases.my_drafts(viewer_for_person(CLERK)).count() == 1
    assert 'value="艏楼"' in clerk.get(kept["resume"]).content.decode()
    filed_at = clerk.post(f"/file/{CODE}", typed(do="file", draft=kept["draft"]))
    assert filed_at.status_code == 303
    assert not cases.my_drafts(viewer_for_person(CLERK)).exists()
    # The page that was still open goes on saving: a new draft, no error.
    assert clerk.post(kept["save"], typed()).status_code == 201


def test_a_draft_keeps_the_firms_own_number(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    kept = clerk.post(f"/file/{CODE}/draft", typed(reference="PO-4711")).json()
    assert 'value="PO-4711"' in clerk.get(kept["resume"]).content.decode()
    again = clerk.post(f"/file/{CODE}", typed(do="save", draft=kept["draft"], reference="PO-4712"))
    assert 'value="PO-4712"' in clerk.get(again["Location"]).content.decode()
    draft = cases.my_drafts(viewer_for_person(CLERK)).get()
    assert cases.file_draft(viewer_for_person(CLERK), draft.id)["reference"] == "PO-4712"


def test_a_draft_is_kept_thrown_away_and_nobody_elses(as_person: AsPerson) -> None:
    clerk, rival = as_person(CLERK), as_person(RIVAL)
    resumed = clerk.post(f"/file/{CODE}", typed(do="save"))["Location"]
    assert rival.get(resumed).status_code == 404
    draft = resumed.rpartition("=")[2]
    assert rival.post("/drafts/discard", {"draft": draft}).status_code == 404
    assert f'value="{draft}"' in clerk.get("/drafts").content.decode()
    assert clerk.post("/drafts/discard", {"draft": draft}).status_code == 303
    assert "没有草稿" in clerk.get("/drafts").content.decode()


# ── Where a form begins ──────────────────────────────────────────────────────────────────────────────────────────
def test_what_a_firm_always_fills_in_is_filled_in(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    filed()
    filed({**FILING, "ship": "9074729", "flag": "CHN"})
    page = clerk.get(f"/file/{CODE}").content.decode()
    assert "预填 2 栏" in page
    assert 'name="ship" value="9074729"' in page
    assert 'name="jobs-0-place" value=""' in page
    assert "预填" not in clerk.get(f"/file/{CODE}?blank=1").content.decode()


def test_like_an_earlier_case_or_an_example(as_person: AsPerson) -> None:
    clerk, before = as_person(CLERK), filed({**FILING, "jobs": [{"place": "机舱", "hours": "3"}]})
    copied = clerk.get(f"/file/{CODE}?copy={before['id']}").content.decode()
    assert f"已照 {before['number']} 填写" in copied
    assert 'value="机舱"' in copied
    assert as_person(RIVAL).get(f"/file/{CODE}?copy={before['id']}").status_code == 404
    assert "已填入示例" in clerk.get(f"/file/{CODE}?example=welded").content.decode()
    assert "已填入示例" in clerk.get(f"/file/{CODE}?example").content.decode()
    assert clerk.get(f"/file/{CODE}?example=nothing").status_code == 404


def test_an_example_is_made_to_fit_the_firm(as_person: AsPerson) -> None:
    page = as_person(CLERK).get("/file/import-declaration?example=clean-and-released").content.decode()
    broker = viewer_for_person(CLERK)
    assert f'name="agent_uscc" value="{broker.party}"' in page
    assert 'name="consignee_uscc" value="91390200MA' in page
    assert broker.party_name.zh in page


def test_the_chooser_shows_what_the_firm_files(as_person: AsPerson) -> None:
    clerk, before = as_person(CLERK), filed()
    page = clerk.get("/file").content.decode()
    assert f"/file/{CODE}?copy={before['id']}" in page
    assert "/file/import-declaration" in page


# ── From a table ─────────────────────────────────────────────────────────────────────────────────────────────────
TABLE = "filing,ship,flag,jobs.place,jobs.hours\n1,9074729,CHN,甲板,12\n1,9074729,CHN,机舱,9000\n2,9074729,CHN,艏楼,8\n"


def _handed_in(clerk: Client, text: str = TABLE, name: str = "notices.csv") -> str:
    page = clerk.post(f"/file/{CODE}/table", {"table": SimpleUploadedFile(name, text.encode())})
    return page.content.decode()


def test_a_table_is_checked_by_cell_then_filed_once(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    page = _handed_in(clerk)
    assert "共 2 份，1 份可申报" in page
    assert "<code>E3</code>" in page
    file = re.search(r'name="file" value="([0-9a-f]{64})"', page)
    assert file is not None
    for _ in range(2):
        after = clerk.post(f"/file/{CODE}/table", {"file": file[1], "do": "file"}).content.decode()
        assert "SRN-" in after
    assert _mine() == 1


def test_a_filing_of_a_table_is_opened_in_the_form(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    file = re.search(r'name="file" value="([0-9a-f]{64})"', _handed_in(clerk))
    assert file is not None
    opened = clerk.post(f"/file/{CODE}/table", {"file": file[1], "open": "1"})
    assert 'value="机舱"' in clerk.get(opened["Location"]).content.decode()
    assert clerk.post(f"/file/{CODE}/table", {"file": file[1], "open": "9"}).status_code == 404


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("nonsense,b\n1,2\n", "a.csv", "无法识别的列"),
        ("", "a.csv", "是空的"),
        ("{}", "a.json", "XLSX"),
        ("filing,ship\n" + "\n".join(f"{n},9074729" for n in range(301)), "a.csv", "网页一次最多 300 份"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(as_person: AsPerson, text: str, name: str, said: str) -> None:
    assert said in _handed_in(as_person(CLERK), text, name)
