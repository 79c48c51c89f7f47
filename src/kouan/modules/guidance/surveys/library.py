"""Questionnaires that come with the house, read from their files."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import values
from kouan.kernel.text import Text
from kouan.modules.guidance.surveys.model import Question, Questionnaire

_NOTHING = Text("", "")


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """All of them, by code."""
    folder = files("kouan.modules.guidance.surveys").joinpath("questionnaires")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".yaml"))
    read = [_questionnaire(values(folder.joinpath(name).read_text("utf-8"))) for name in names]
    return {each.code: each for each in read}


def _questionnaire(said: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(
        code=said["code"],
        version=said["version"],
        title=Text.of(said["title"]),
        note=Text.of(said["note"]),
        source=Text.of(said["source"]),
        verified=said["verified"],
        questions=[_question(each) for each in said["questions"]],
    )


def _question(said: Mapping[str, Any]) -> Question:
    return Question(
        code=said["code"],
        kind=said["kind"],
        title=Text.of(said["title"]),
        choices={str(code): Text.of(words) for code, words in said.get("choices", {}).items()},
        unit=_text(said.get("unit")),
        most=Decimal(said["most"]) if "most" in said else None,
        about=said.get("about", ""),
        required=said.get("required", False),
        splits=said.get("splits", False),
        after=_text(said.get("after")),
    )


def _text(said: str | None) -> Text:
    return Text.of(said) if said else _NOTHING
