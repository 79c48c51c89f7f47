"""A procedure that is known for as long as a test lasts, wherever procedures are looked up."""

from collections.abc import Iterator

import pytest

import kouan.procedures
from kouan.blueprint import Procedure

_PLACES = ("kouan.procedures", "kouan.web.doors", "kouan.web.pages.guide.catalogue")


def known(monkeypatch: pytest.MonkeyPatch, procedure: Procedure) -> Iterator[str]:
    """The code of a procedure that has no folder, and so no scenarios."""
    everything = {**kouan.procedures.procedures(), procedure.code: procedure}
    for place in _PLACES:
        monkeypatch.setattr(f"{place}.procedures", lambda: everything)
    monkeypatch.setattr("kouan.web.pages.guide.told.scenarios_text", lambda code: "")
    yield procedure.code
