"""Files handed in: checked by size, name and content, stored once by what they contain (SHA-256), never changed."""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from kouan.runtime.files import documents, refusals, texts
from kouan.runtime.files.names import extension, safe_name

LARGEST_MB = 20

# By extension: media type and the check of the content. What is not here is not taken.
_KINDS: dict[str, tuple[str, Callable[[bytes], None]]] = {
    "pdf": ("application/pdf", documents.check_pdf),
    "ofd": ("application/ofd", documents.check_ofd),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", documents.check_docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", documents.check_xlsx),
    "xls": ("application/vnd.ms-excel", documents.check_xls),
    "csv": ("text/csv", texts.check_text),
    "txt": ("text/plain", texts.check_text),
    "xml": ("application/xml", texts.check_xml),
    "json": ("application/json", texts.check_json),
    "png": ("image/png", texts.check_png),
    "jpg": ("image/jpeg", texts.check_jpg),
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store: hexadecimal SHA-256, harmless name, media type, size in bytes."""

    sha256: str
    name: str
    type: str
    size: int


def store(name: str, content: bytes) -> StoredFile:
    """Check and keep a file; the same content is kept once. Raises Refused with one sentence in both languages."""
    kept = check(name, content)
    path = _path(kept.sha256)
    if not path.exists():
        _write(path, content)
    return kept


def check(name: str, content: bytes) -> StoredFile:
    """What :func:`store` would keep, without keeping it."""
    name = safe_name(name)
    kind = _KINDS.get({"jpeg": "jpg"}.get(extension(name), extension(name)))
    if kind is None:
        raise refusals.unknown_type(name, " ".join(_KINDS))
    if not content:
        raise refusals.empty(name)
    if len(content) > LARGEST_MB * 1024 * 1024:
        raise refusals.too_large(name, LARGEST_MB)
    media_type, check_content = kind
    check_content(content)
    return StoredFile(sha256(content).hexdigest(), name, media_type, len(content))


def content_of(digest: str) -> bytes:
    """A stored file's content; raises FileNotFoundError where there is none."""
    return _path(digest).read_bytes()


def _path(digest: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise FileNotFoundError(digest)
    return Path(settings.KOUAN_DATA) / "files" / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk before it is acknowledged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
