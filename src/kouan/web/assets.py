"""Addresses of built files: the build puts a digest into each name, the manifest says which."""

import json
import logging
from functools import cache
from pathlib import Path

from django.templatetags.static import static

_DIST = Path(__file__).parent / "static" / "dist"
_log = logging.getLogger(__name__)


@cache
def _manifest() -> dict[str, str]:
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


def asset(name: str) -> str:
    """Where the browser finds a built file: ``asset("main.js")``, ``asset("style.css")``, ``asset("icon.svg")``."""
    return static(f"dist/{_manifest().get(name, name)}")
