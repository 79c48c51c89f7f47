"""What a survey is made of, as values: questions of a few kinds, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text

Kind = Literal["choice", "several", "scale", "number", "text"]
KINDS: Mapping[str, Text] = {
    "choice": Text("单选", "One choice"),
    "several": Text("多选", "Several choices"),
    "scale": Text("评分 1–5", "Scale 1–5"),
    "number": Text("数字", "Number"),
    "text": Text("文字", "Free text"),
}
SCALE: Mapping[int, Text] = {
    1: Text("很差", "Very poor"),
    2: Text("较差", "Poor"),
    3: Text("一般", "Fair"),
    4: Text("较好", "Good"),
    5: Text("很好", "Very good"),
}
STAGES: Mapping[str, Text] = {
    "manifest": Text("舱单", "Manifest"),
    "declaring": Text("申报", "Declaring"),
    "licensing": Text("许可与检验检疫", "Licences and quarantine"),
    "inspecting": Text("查验", "Inspection"),
    "paying": Text("税费", "Duty and tax"),
    "port-work": Text("码头与提离", "Port and pick-up"),
    "charges": Text("口岸收费", "Charges"),
    "knowing": Text("规定与信息", "Rules and information"),
}
"""Of what in clearance a question or a problem is; an agency may stand in its place."""
ABOUT: Mapping[str, Text] = {**STAGES, **{code: agency.title for code, agency in AGENCIES.items()}}
_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``choices``: by code, of the kinds that have some; ``unit`` and ``most``: of a number.

    ``about``: of :data:`ABOUT`, or "". ``splits``: results are also shown by its choices. ``after``: what elsewhere it
    is modelled on.
    """

    code: str
    kind: Kind
    title: Text
    choices: Mapping[str, Text]
    unit: Text = _NOTHING
    most: Decimal | None = None
    about: str = ""
    required: bool = False
    splits: bool = False
    after: Text = _NOTHING

    @property
    def cells(self) -> Mapping[str, Text]:
        """What can be counted: the choices, or the steps of the scale."""
        return {str(step): words for step, words in SCALE.items()} if self.kind == "scale" else self.choices

    def as_json(self) -> dict[str, Any]:
        """As the log keeps it; :func:`question` reads it back."""
        said = {
            "code": self.code,
            "kind": self.kind,
            "title": self.title.as_json(),
            "choices": [[code, words.as_json()] for code, words in self.choices.items()],
            "unit": self.unit.as_json(),
            "about": self.about,
            "required": self.required,
            "splits": self.splits,
            "after": self.after.as_json(),
        }
        return said if self.most is None else {**said, "most": str(self.most)}


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions that come with the house. ``verified``: whether they were held against what they are modelled on."""

    code: str
    version: int
    title: Text
    note: Text
    source: Text
    verified: bool
    questions: Sequence[Question]


def question(said: Mapping[str, Any]) -> Question:
    """A question as :meth:`Question.as_json` wrote it."""
    return Question(
        code=said["code"],
        kind=said["kind"],
        title=Text(**said["title"]),
        choices={code: Text(**words) for code, words in said["choices"]},
        unit=Text(**said["unit"]),
        most=Decimal(said["most"]) if "most" in said else None,
        about=said["about"],
        required=said["required"],
        splits=said["splits"],
        after=Text(**said["after"]),
    )
