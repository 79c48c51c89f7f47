"""The studies that come with the house, by code; and one that fits any log: from the first event to the last."""

from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies.awaiting import ANY, Holder, Holders, Picked
from kouan.modules.timing.studies.model import Milestone, Stage, Study
from kouan.modules.timing.studies.parsing import read
from kouan.modules.timing.studies.parts import OVERALL

_ANYWHERE = "first-to-last"


class UnknownStudy(LookupError):  # noqa: N818 - named for what is wrong
    """No study of this code; ``message`` says so in both languages."""

    def __init__(self, code: str) -> None:
        known = ", ".join(presets())
        self.message = Text(
            f"没有代码为“{code}”的统计口径，现有：{known}。",
            f"There is no study with the code {code!r}; there are {known}.",
        )
        super().__init__(self.message.en)


@cache
def presets() -> dict[str, Study]:
    """Each study that comes with the house by its code, in alphabetical order."""
    found = {}
    for file in sorted(files(__package__).joinpath("presets").iterdir(), key=lambda each: each.name):
        study = read(file.read_text(encoding="utf-8"), file.name)
        if file.name != f"{study.code}.yaml":
            raise ValueError(f"{file.name} holds the study {study.code!r}: one study, one file of its name")
        found[study.code] = study
    return found


def preset(code: str) -> Study:
    """The study of a code; raises UnknownStudy."""
    try:
        return presets()[code]
    except KeyError:
        raise UnknownStudy(code) from None


def first_to_last(kind: str) -> Study:
    """For a log of which nothing else is known: each object of a kind, from its first event to its last.

    What was awaited in between is the activity that came next.
    """
    every = Picked((ANY,), kind)
    return Study(
        code=_ANYWHERE,
        version=1,
        title=Text("从首个事件到末个事件", "From the first event to the last"),
        source=Text("未采用任何公布的口径", "By no published definition"),
        unit=kind,
        milestones=(
            Milestone("first", Text("首个事件", "First event"), every, "first"),
            Milestone("last", Text("末个事件", "Last event"), every, "last"),
        ),
        overall=Stage(OVERALL, Text("全程", "Whole time"), "first", "last"),
        holders=Holders((Holder("{type}", every),), otherwise="-"),
    )
