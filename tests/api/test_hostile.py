"""Values nobody would send by mistake, and files nobody should: refused with a sentence, never a server error."""

import io
import zipfile
from typing import Any

import pytest

from tests.api.imports import (
    BOX,
    CALL,
    IMPORT,
    PAPERS,
    PDF,
    a_manifest_is_sent,
    a_ship_is_announced,
    declaration,
    moment,
    the_ship_arrives,
)
from tests.api.machine import Machine
from tests.api.town import machine

EDGES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
DAYS = ("0001-01-01", "9999-12-31", "2017-12-31", "2100-02-28")
HUGE = (2**31, 2**63 - 1, 2**64 - 1, -(2**63), 1e308, 1e30)
# Under which name the file is kept, or the code of the refusal.
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\system32\\invoice.pdf": "invoice.pdf",
    "invoice.pdf\x00.exe": "file-name",
    "invoice.exe": "file-name",
    "invoice.pdf.exe": "file-name",
    "invoice.exe.pdf": "file-name",
    "invoice\u202efdp.exe": "file-name",
    "con.pdf": "file-name",
    "." * 40: "file-name",
    "a" * 400 + ".pdf": "file-name",
    "invoice": "file-type",
    "": "required",
}


def sentences(answer: Any) -> bool:
    """Whether everything refused is said in both languages."""
    return all(problem["message"]["zh"] and problem["message"]["en"] for problem in answer.json["errors"])


@pytest.fixture
def agent(town: None) -> Machine:
    agent = machine("wanlan-1")
    a_ship_is_announced(agent)
    a_manifest_is_sent(agent)
    return agent


@pytest.mark.parametrize("at", EDGES)
def test_reports_from_the_edges_of_time(agent: Machine, at: str):
    for verb, said in {
        "record-arrival": {"call": CALL},
        "update-call": {"call": CALL, "eta": at, "etd": at},
        "announce-call": {"number": "VC-2026-1", "ship": "X", "imo": "9811000", "eta": at, "terminal": "x"},
    }.items():
        answer = agent.post(f"/reports/{verb}", {"happened_at": at, **said})
        assert answer.status in {200, 422}, answer.content
        assert answer.status == 200 or sentences(answer)
    assert agent.get(f"/calls/{CALL}").status == 200
    assert agent.get("/log/head", at=at).status in {404, 422}


@pytest.mark.parametrize("day", DAYS)
def test_filings_from_the_edges_of_the_calendar(town: None, day: str):
    clerk = machine("tongda-1")
    answer = clerk.post(f"{IMPORT}/checks", {"form": declaration(import_date=day, departure_date=day)})
    assert answer.status == 200
    assert Machine().get(IMPORT, on=day).status in {200, 422}


@pytest.mark.parametrize("number", HUGE)
def test_numbers_too_large_to_store(agent: Machine, number: float):
    clerk = machine("tongda-1")
    assert clerk.post(f"{IMPORT}/checks", {"form": declaration(packages=number, gross_weight=number)}).json["errors"]
    for method, path, body in (
        ("POST", "/notices/read", {"upto": number}),
        ("POST", "/webhooks/x/replay", {"after": number}),
        ("POST", "/cases/x/answer", {"question": number, "answer": "x"}),
        ("POST", "/release-checks", {"n": number} | dict.fromkeys(("container", "stream", "released_at", "key"), "x")),
    ):
        assert clerk.post(path, body).status in {200, 404, 422}, (method, path)
    for path, name in (("/events", "after"), ("/log/consistency", "old"), ("/cases", "page"), ("/log/export", "since")):
        assert clerk.get(path, **{name: number, "format": "parquet"}).status in {200, 404, 422}, path
    assert clerk.get(f"/log/evidence/{number}").status in {404, 422}


@pytest.mark.parametrize(("name", "becomes"), NAMES.items())
def test_files_with_hostile_names(town: None, name: str, becomes: str):
    answer = machine("tongda-1").upload(name, PDF)
    if becomes.endswith(".pdf"):
        assert (answer.status, answer.json["name"]) == (201, becomes)
    else:
        assert (answer.status, answer.codes, sentences(answer)) == (422, [becomes], True)


def packed(*names: str) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return found.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("invoice.pdf", b"MZ\x90\x00 this program cannot be run"),
        ("invoice.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")),
        ("invoice.txt", b"<html><body>sign in here"),
        ("invoice.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("invoice.xlsx", packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")),
        ("invoice.docx", packed("[Content_Types].xml", "word/document.xml", "../../evil.txt")),
        ("invoice.pdf", b""),
        ("invoice.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_files_with_hostile_content(town: None, name: str, content: bytes):
    answer = machine("tongda-1").upload(name, content)
    assert (answer.status, sentences(answer)) == (422, True)


def test_a_file_is_given_out_as_a_download_and_nothing_else(agent: Machine):
    clerk = machine("tongda-1")
    the_ship_arrives(agent, machine("dongwan-1"))
    stored = clerk.upload("发票 invoice.pdf", PDF).json
    documents = [{"kind": kind, "file": stored["file"], "name": stored["name"]} for kind in PAPERS]
    case = clerk.post(f"{IMPORT}/cases", {"form": declaration(), "documents": documents}).json
    assert "id" in case, case
    answer = clerk.get(f"/cases/{case['id']}/documents/{stored['file']}")
    assert "invoice.pdf" in answer.headers["Content-Disposition"]
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_attached_only_by_those_who_handed_it_in_and_under_its_name(agent: Machine):
    stolen = machine("haisheng-1").upload("invoice.pdf", PDF).json
    clerk = machine("tongda-1")
    own = clerk.upload("packing.pdf", PDF + b"\n").json
    for file, name in ((stolen["file"], "invoice.pdf"), (own["file"], "setup.exe"), ("../../secret-key", "key.txt")):
        documents = [{"kind": "invoice", "file": file, "name": name}]
        answer = clerk.post(f"{IMPORT}/cases", {"form": declaration(), "documents": documents})
        assert (answer.status, answer.codes) == (422, ["file-unknown"])


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"1", b'"x"', b"{", b"\xff\xfe", b'{"form": []}', b'{"form": 1}']
)
def test_bodies_of_the_wrong_shape(town: None, body: bytes):
    answer = machine("tongda-1").call("POST", f"{IMPORT}/cases", body)
    assert (answer.status, sentences(answer)) == (422, True)


def test_a_name_mistaken_is_told_with_those_that_there_are(town: None):
    filed = machine("tongda-1").post(f"{IMPORT}/cases", {"data": declaration(), "papers/1": []})
    assert (filed.status, filed.findings) == (422, ["unknown-name@/data", "unknown-name@/papers~11"])
    assert (
        filed.json["errors"][0]["message"]["en"] == "There is no “data” here; there may be: form, documents, reference."
    )
    decided = machine("port-dangerous-1").post("/cases/none/decide", {"step": "x", "outcome": "y", "form": {}})
    assert decided.findings == ["unknown-name@/form"]


def test_a_move_at_the_edge_of_time(agent: Machine):
    terminal = machine("dongwan-1")
    said = {"container": BOX, "call": CALL}
    assert terminal.post("/reports/discharge", {"happened_at": moment(-5), **said}).status == 200
    for at in EDGES:
        answer = terminal.post("/reports/plan-inspection", {"happened_at": at, "container": BOX, "planned_at": at})
        assert answer.status in {200, 422}, answer.content
