"""Looking into PDF and the Office formats: valid, not encrypted, nothing in them that runs."""

import io
import re
import zipfile
import zlib

from kouan.kernel.text import Text
from kouan.runtime.files import refusals

_UNPACKED = 256 * 1024 * 1024
# Worksheets pack to a twentieth or so; small files may pack better than any ratio.
_RATIO = 200
_ALWAYS = 16 * 1024 * 1024
_ENTRIES = 10_000
_MACROS = Text("宏", "macros")
_SCRIPT = Text("脚本或自动执行的动作", "a script or an action that runs by itself")
_EMBEDDED = Text("嵌入的程序对象", "embedded program objects")


def _pdf_name(name: str) -> str:
    """A PDF name may write any of its letters as #xx."""
    return "/" + "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)


_PDF_ACTIVE = re.compile("|".join(map(_pdf_name, ("JavaScript", "Launch", "RichMedia", "XFA", "ImportData"))).encode())
_PDF_ENCRYPTED = re.compile(_pdf_name("Encrypt").encode() + rb"[\s<]")
_PDF_OBJECTS = re.compile(_pdf_name("ObjStm").encode())
_PDF_STREAM = re.compile(rb">>\s*stream\r?\n")
# The names of two streams in an OLE file's directory, and a BIFF sheet record that says "Excel 4.0 macro sheet".
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MACRO_SHEET = re.compile(rb"\x85\x00[\x06-\xff]\x00.{4}[\x00-\x02]\x01", re.DOTALL)


def check_pdf(content: bytes) -> None:
    """A PDF without encryption, JavaScript or launch actions, in its compressed objects either."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise refusals.not_what_it_says("pdf")
    if _PDF_ENCRYPTED.search(content):
        raise refusals.encrypted()
    if _PDF_ACTIVE.search(content) or _PDF_ACTIVE.search(_pdf_objects(content)):
        raise refusals.active(_SCRIPT)


def _pdf_objects(content: bytes) -> bytes:
    """The objects that stand in compressed object streams (PDF 1.5); one that cannot be read is refused."""
    unpacked = bytearray()
    for stream in _PDF_STREAM.finditer(content):
        described = content[max(0, stream.start() - 512) : stream.start()]
        if _PDF_OBJECTS.search(described[described.rfind(b" obj") + 1 :]):
            unpacked += _inflated(content[stream.end() : content.find(b"endstream", stream.end())], len(unpacked))
    return bytes(unpacked)


def _inflated(packed: bytes, already: int) -> bytes:
    inflate = zlib.decompressobj()
    try:
        unpacked = inflate.decompress(packed, _UNPACKED - already)
    except zlib.error as error:
        raise refusals.not_what_it_says("pdf") from error
    if inflate.unconsumed_tail:
        raise refusals.bomb()
    if not inflate.eof:
        raise refusals.not_what_it_says("pdf")
    return unpacked


def check_xls(content: bytes) -> None:
    """A workbook of Excel 97 to 2003 without VBA and without Excel 4.0 macro sheets."""
    if not content.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise refusals.not_what_it_says("xls")
    if _PACKAGE in content:
        raise refusals.encrypted()
    if _VBA in content or _MACRO_SHEET.search(content):
        raise refusals.active(_MACROS)


def check_xlsx(content: bytes) -> None:
    """A workbook without macros or embedded programs."""
    _check_package(content, "xlsx", "xl/workbook.xml")


def check_docx(content: bytes) -> None:
    """A Word document without macros or embedded programs."""
    _check_package(content, "docx", "word/document.xml")


def check_ofd(content: bytes) -> None:
    """A fixed-layout document of GB/T 33190, the form of electronic invoices."""
    _check_package(content, "ofd", "OFD.xml")


def _check_package(content: bytes, extension: str, core: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if core not in package.namelist() or not content.startswith(b"PK\x03\x04"):
                raise refusals.not_what_it_says(extension)
            for entry in entries:
                _check_entry(entry, extension)
            _unpack(package, entries)
            types = package.read("[Content_Types].xml") if extension != "ofd" else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError) as error:
        raise refusals.not_what_it_says(extension) from error
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise refusals.active(_MACROS)


def _check_entry(entry: zipfile.ZipInfo, extension: str) -> None:
    name = entry.filename.lower()
    if entry.flag_bits & 1:
        raise refusals.encrypted()
    if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
        raise refusals.not_what_it_says(extension)
    if "vbaproject" in name or "/macrosheets/" in name:
        raise refusals.active(_MACROS)
    if "/activex/" in name or "oleobject" in name or name.endswith((".exe", ".dll", ".js", ".html", ".htm", ".svg")):
        raise refusals.active(_EMBEDDED)


def _unpack(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read all of it: the sizes in the directory are only what the sender says."""
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or unpacked > _UNPACKED or unpacked > max(_ALWAYS, _RATIO * packed):
        raise refusals.bomb()
    for entry in entries:
        with package.open(entry) as file:
            while file.read(1 << 20):
                pass
