"""Looking into text, tables, XML, JSON and pictures."""

import re
from xml.parsers import expat

import orjson

from kouan.kernel.text import Text
from kouan.runtime.files import refusals

_PAGE = Text("网页或脚本", "a web page or a script")
_DOCTYPE = Text("外部实体或文档类型声明（DOCTYPE）", "a document type declaration (DOCTYPE)")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DECLARED = re.compile(rb'^\s*<\?xml[^>]*encoding\s*=\s*["\'](gb[\w-]+)["\'][^>]*\?>', re.IGNORECASE)


def check_png(content: bytes) -> None:
    """A PNG picture: signature, header chunk and end chunk."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") or b"IEND" not in content[-64:]:
        raise refusals.not_what_it_says("png")


def check_jpg(content: bytes) -> None:
    """A JPEG picture: start and end markers (some cameras pad after the end)."""
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-65536:]:
        raise refusals.not_what_it_says("jpg")


def check_text(content: bytes) -> None:
    """Plain text in UTF-8 or GB 18030, not a web page under another name."""
    text = _decoded(content, "txt")
    if _CONTROL.search(text):
        raise refusals.not_what_it_says("txt")
    if _MARKUP.match(text):
        raise refusals.active(_PAGE)


def check_json(content: bytes) -> None:
    """JSON in UTF-8."""
    try:
        orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise refusals.not_what_it_says("json") from error


def check_xml(content: bytes) -> None:
    """Well-formed XML without a document type (entities that grow or fetch) and not a page, drawing or stylesheet."""
    source: bytes | str = content
    if declared := _DECLARED.match(content):
        source = '<?xml version="1.0"?>' + _decoded(content[declared.end() :], "xml")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_stylesheet
    parser.StartElementHandler = _refuse_page
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusals.not_what_it_says("xml") from error


def _refuse_doctype(*_: object) -> None:
    raise refusals.active(_DOCTYPE)


def _refuse_stylesheet(target: str, _data: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise refusals.active(_PAGE)


def _refuse_page(name: str, _attributes: object) -> None:
    space, _, local = name.lower().rpartition(" ")
    if local in {"html", "svg", "script"} or space.startswith(
        ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")
    ):
        raise refusals.active(_PAGE)


def _decoded(content: bytes, extension: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusals.not_what_it_says(extension)
