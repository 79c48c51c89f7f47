"""The reference a page files under when the person gives none: pressing twice files once."""

import re

_MADE = re.compile(r"(draft|page|table)-[0-9a-f]{16,}(-.*)?")


def for_page(draft: str, once: str) -> str | None:
    """A draft's own, else that of the page the form was drawn on."""
    if draft:
        return f"draft-{draft}"
    return f"page-{once[:32]}" if re.fullmatch(r"[0-9a-f]{16,}", once) else None


def for_row(digest: str, name: str) -> str:
    """That of a filing in a table: the same table handed in again files nothing twice."""
    return f"table-{digest[:24]}-{name}"[:64]


def said(reference: str | None) -> str:
    """A reference that a person gave; "" for one that was made here."""
    return "" if not reference or _MADE.fullmatch(reference) else reference
