"""Addresses of built files: the build puts a digest into each name, the manifest says which."""

import json
import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

_DIST = Path(__file__).parent / "static" / "dist"
_log = logging.getLogger(__name__)


def _read() -> dict[str, str]:
    """Name as a template says it (``main.js``) → name of the built file. Empty before the first ``make assets``."""
    try:
        entries = json.loads((_DIST / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        _log.warning("the web assets are not built: run `make assets`")
        return {}
    return {
        f"{Path(source).stem}{Path(entry['file']).suffix}": entry["file"]
        for source, entry in entries.items()
        if entry.get("isEntry")
    }


_read_once = cache(_read)


def asset(name: str) -> str:
    """Where the browser finds a built file: ``asset("main.js")``, ``asset("style.css")``, ``asset("icon.svg")``."""
    # Whoever works on the assets builds them again and again under a running server.
    built = _read() if settings.DEBUG else _read_once()
    return static(f"dist/{built.get(name, name)}")
