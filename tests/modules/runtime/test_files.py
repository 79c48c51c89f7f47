"""What people hand in is taken when it is what it says, and refused in one sentence when it is not."""

import io
import zipfile
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from kouan.engine.refusals import Refused
from kouan.runtime import files
from kouan.runtime.files.names import LONGEST, safe_name

PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20) + b"\xff\xd9"
XLS = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def package(core: str, *more: str, types: bytes = b"<Types/>", content: bytes = b"<x/>") -> bytes:
    """An Office file as far as the store looks: a ZIP archive with its core part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (core, *more):
            archive.writestr(name, content)
    return buffer.getvalue()


XLSX, DOCX, OFD = package("xl/workbook.xml"), package("word/document.xml"), package("OFD.xml")


def pdf_with(stream: bytes) -> bytes:
    """A PDF whose objects stand in a compressed object stream."""
    packed = zlib.compress(stream)
    head = b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return PDF.replace(b"trailer", head + packed + b"\nendstream\nendobj\ntrailer")


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        files.check(name, content)
    [problem] = refused.value.problems
    assert problem.message.zh
    assert problem.message.en
    assert problem.message.zh != problem.message.en
    return problem.code


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("提单 COSU6301.pdf", PDF, "application/pdf"),
        ("contract.2026.03.pdf", PDF, "application/pdf"),
        ("objects.pdf", pdf_with(b"<</Type/Page>>"), "application/pdf"),
        ("箱单.PNG", PNG, "image/png"),
        ("photo.jpeg", JPG, "image/jpeg"),
        ("发票.ofd", OFD, "application/ofd"),
        ("发票.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("合同.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("old.xls", XLS, "application/vnd.ms-excel"),
        ("lines.csv", "商品编号,品名\r\n0303,冻鱼\r\n".encode("gb18030"), "text/csv"),
        ("note.txt", "﻿熏蒸说明\n".encode(), "text/plain"),
        ("manifest.xml", b'<?xml version="1.0" encoding="UTF-8"?><Manifest xmlns="urn:x"/>', "application/xml"),
        ("gb.xml", '<?xml version="1.0" encoding="GB2312"?><舱单>货物</舱单>'.encode("gb18030"), "application/xml"),
        ("filing.json", b'{"lines": []}', "application/json"),
    ],
)  # fmt: skip
def test_what_is_taken(name: str, content: bytes, media_type: str) -> None:
    stored = files.store(name, content)
    assert (stored.name, stored.type, stored.size) == (name, media_type, len(content))
    assert stored.sha256 == sha256(content).hexdigest()
    assert files.content_of(stored.sha256) == content


def test_the_same_content_is_kept_once() -> None:
    first, second = files.store("a.pdf", PDF), files.store("b.pdf", PDF)
    assert first.sha256 == second.sha256
    kept = list(Path(settings.KOUAN_DATA, "files", first.sha256[:2]).glob(f"*{first.sha256}*"))
    assert [path.name for path in kept] == [first.sha256]
    assert kept[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("digest", ["0" * 64, "../../secret-key", "", "A" * 64])
def test_only_a_digest_opens_a_file(digest: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.content_of(digest)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.pdf", b"", "file-empty"),
        ("large.txt", b"a" * (files.LARGEST_MB * 1024 * 1024 + 1), "file-too-large"),
        ("page.html", b"<html>", "file-name"),
        ("drawing.svg", b"<svg/>", "file-name"),
        ("macros.xlsm", XLSX, "file-name"),
        ("archive.zip", XLSX, "file-type"),
        ("no-extension", PDF, "file-type"),
        ("renamed.pdf", b"MZ\x90\x00", "file-content"),
        ("renamed.png", JPG, "file-content"),
        ("renamed.jpg", PNG, "file-content"),
        ("renamed.xls", XLSX, "file-content"),
        ("renamed.xlsx", XLS, "file-content"),
        ("renamed.docx", XLSX, "file-content"),
        ("cut.xlsx", XLSX[:-30], "file-content"),
        ("binary.csv", b"a,b\x00c", "file-content"),
        ("broken.json", b"{", "file-content"),
        ("broken.xml", b"<a><b></a>", "file-content"),
        ("not.pdf", b"%PDF-1.4 and no end", "file-content"),
        ("odd.pdf", pdf_with(b"x").replace(zlib.compress(b"x"), b"garbage"), "file-content"),
        ("script.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "file-active"),
        ("hidden.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61va#53cript>>"), "file-active"),
        ("packed.pdf", pdf_with(b"<</S/JavaScript/JS(app.alert(1))>>"), "file-active"),
        ("launch.pdf", PDF.replace(b"/Catalog", b"/Catalog/A<</S/Launch/F(cmd.exe)>>"), "file-active"),
        ("locked.pdf", PDF.replace(b"trailer<<", b"trailer<</Encrypt 9 0 R"), "file-encrypted"),
        ("locked.xls", XLS + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        ("vba.xls", XLS + "_VBA_PROJECT".encode("utf-16-le"), "file-active"),
        ("xlm.xls", XLS + b"\x85\x00\x0e\x00" + bytes(4) + b"\x00\x01\x06\x00Macro1", "file-active"),
        ("vba.xlsx", package("xl/workbook.xml", "xl/vbaProject.bin"), "file-active"),
        ("typed.xlsx", package("xl/workbook.xml", types=b"application/vnd.ms-excel.sheet.macroEnabled"), "file-active"),
        ("xlm.xlsx", package("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "file-active"),
        ("ole.docx", package("word/document.xml", "word/embeddings/oleObject1.bin"), "file-active"),
        ("slip.xlsx", package("xl/workbook.xml", "../../etc/cron.d/x"), "file-content"),
        ("bomb.xlsx", package("xl/workbook.xml", content=bytes(64 * 1024 * 1024)), "file-bomb"),
        ("page.txt", b" <!DOCTYPE html><script>", "file-active"),
        ("page.csv", b"<script>alert(1)</script>", "file-active"),
        ("entities.xml", b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "file-active"),
        ("external.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "file-active"),
        ("drawing.xml", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "file-active"),
        ("styled.xml", b'<?xml-stylesheet href="x.xsl"?><a/>', "file-active"),
    ],
)  # fmt: skip
def test_what_is_refused(name: str, content: bytes, code: str) -> None:
    assert refusal(name, content) == code


def test_a_size_that_the_archive_lies_about_is_found_out() -> None:
    honest = package("xl/workbook.xml", content=bytes(1_000_000))
    lying = honest.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    assert refusal("lying.xlsx", lying) == "file-content"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\chen\\提单.pdf", "提单.pdf"),
        ("/absolute/path.pdf", "path.pdf"),
        (" spaced .pdf. ", "spaced .pdf"),
        ("e\u0301tiquette.pdf", "\u00e9tiquette.pdf"),
    ],
)
def test_a_name_loses_its_folders(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        "...",
        "../",
        "a\x00.pdf",
        "a\n.pdf",
        "invoice\u202efdp.exe",
        "invoice\u202exe.pdf",
        "in\u200bvoice.pdf",
        "half\ud800.pdf",
        "invoice.exe.pdf",
        "invoice.pdf.exe",
        "page.HTML",
        "CON.pdf",
        "lpt1.txt",
        "a" * LONGEST + ".pdf",
    ],
)
def test_a_hostile_name_is_refused(name: str) -> None:
    assert refusal(name, PDF) == "file-name"


@given(st.text(max_size=40))
def test_whatever_the_name_it_is_harmless_or_refused(name: str) -> None:
    try:
        kept = safe_name(name)
    except Refused:
        return
    assert kept == safe_name(kept)
    assert not set(kept) & set("/\\\x00\r\n")
    assert kept not in {"", ".", ".."}
    assert len(kept) <= LONGEST


@given(
    st.binary(max_size=300),
    st.sampled_from(["pdf", "ofd", "docx", "xlsx", "xls", "csv", "txt", "xml", "json", "png", "jpg"]),
)
def test_whatever_the_content_the_answer_is_yes_or_a_refusal(content: bytes, extension: str) -> None:
    with suppress(Refused):
        assert files.check(f"any.{extension}", content).size == len(content)
