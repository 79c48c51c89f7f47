"""What the port office fills in to open a survey; questions by hand, or from a questionnaire and changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from kouan.blueprint import AtLeast, Between, Choice, Form, Hint, Length, Pattern, Problem, Section, Text
from kouan.modules.guidance.surveys.model import ABOUT, KINDS, Kind, Question, Questionnaire
from kouan.modules.parties.public import ROLES

FIRMS: Mapping[str, Text] = {code: words for code, words in ROLES.items() if code not in ("agency", "port-office")}
_CODE = Pattern(r"[a-z0-9][a-z0-9-]{0,29}", "export-days")
_BAD_CHOICE = Text(
    "第 {n} 个选项应写作“代码: 中文 | English”，如“yes: 是 | Yes”，代码不得重复。",
    "Choice {n} must be written “code: Chinese | English”, such as “yes: 是 | Yes”, with a code of its own.",
)
_NO_CHOICES = Text("单选和多选至少要有两个选项。", "One choice or several need two choices at least.")
_NEEDLESS = Text("只有单选和多选才有选项。", "Only one choice and several have choices.")
_NO_UNIT = Text("数字要写明单位，中英文都要。", "A number needs its unit, in both languages.")
_TWICE = Text("问题代码“{code}”用了两次。", "The code “{code}” is used for two questions.")
_SPLITS = Text("只有单选题可以用来分组。", "Results can be shown by a question of one choice only.")


class QuestionForm(Form):
    """One question."""

    code: Annotated[str, Text("代码", "Code"), _CODE]
    kind: Annotated[str, Text("题型", "Kind"), Choice(KINDS)]
    title_zh: Annotated[str, Text("问题（中文）", "Question, in Chinese"), Length(200)]
    title_en: Annotated[str, Text("问题（英文）", "Question, in English"), Length(300)]
    choices: Annotated[
        list[Annotated[str, Length(200)]],
        Text("选项", "Choices"),
        Hint(Text("每行一个：代码: 中文 | English", "One a line: code: Chinese | English")),
        AtLeast(0, 20),
    ] = []
    unit_zh: Annotated[str | None, Text("单位（中文）", "Unit, in Chinese"), Length(20)] = None
    unit_en: Annotated[str | None, Text("单位（英文）", "Unit, in English"), Length(20)] = None
    most: Annotated[Decimal | None, Text("最大值", "At most"), Between(0, 10**9)] = None
    about: Annotated[str | None, Text("环节或部门", "Stage or agency"), Choice(ABOUT)] = None
    required: Annotated[bool, Text("必答", "Must be answered")] = False
    splits: Annotated[bool, Text("结果按此分组", "Results are also shown by it")] = False
    after: Annotated[str | None, Text("参照（中文 | English）", "Modelled on (中文 | English)"), Length(200)] = None


class SurveyForm(Form):
    """A survey as it is opened: it opens at once and closes at the end of ``closes``, a day of the port."""

    title_zh: Annotated[str, Text("题目（中文）", "Title, in Chinese"), Length(100), Section(Text("问卷", "Survey"))]
    title_en: Annotated[str, Text("题目（英文）", "Title, in English"), Length(150)]
    note_zh: Annotated[str | None, Text("说明（中文）", "Note, in Chinese"), Length(300)] = None
    note_en: Annotated[str | None, Text("说明（英文）", "Note, in English"), Length(400)] = None
    closes: Annotated[date, Text("截止日期", "Last day"), Hint(Text("当天仍可作答。", "Answers are taken on it."))]
    roles: Annotated[
        list[Annotated[str, Choice(FIRMS)]],
        Text("问哪些单位", "Who is asked"),
        AtLeast(1, 20),
        Section(Text("对象", "Whom")),
    ]
    sample: Annotated[
        int | None,
        Text("抽取多少家", "How many are drawn"),
        Hint(Text("不填即全部询问。", "All of them where nothing is given.")),
        Between(1, 100_000),
    ] = None
    seed: Annotated[
        str | None,
        Text("抽样种子", "Seed of the draw"),
        Hint(
            Text(
                "任意文字；事先公布，抽样即可复核。不填则随机生成并公开。",
                "Any text; told beforehand, it lets anybody check the draw. Made at random where it is left out.",
            )
        ),
        Length(60),
    ] = None
    template: Annotated[str | None, Text("所用问卷", "Questionnaire used"), Length(60)] = None
    questions: Annotated[list[QuestionForm], Text("问题", "Questions"), AtLeast(1, 60)]


def filled(questionnaire: Questionnaire) -> dict[str, Any]:
    """The form's data for a questionnaire, to be changed as one likes."""
    title, note = questionnaire.title, questionnaire.note
    return {
        **{"title_zh": title.zh, "title_en": title.en, "note_zh": note.zh, "note_en": note.en},
        "template": f"{questionnaire.code}@{questionnaire.version}",
        "questions": [_filled(each) for each in questionnaire.questions],
    }


def _filled(each: Question) -> dict[str, Any]:
    said = {
        "code": each.code, "kind": each.kind, "title_zh": each.title.zh, "title_en": each.title.en,
        "choices": [f"{code}: {words.zh} | {words.en}" for code, words in each.choices.items()],
        "unit_zh": each.unit.zh, "unit_en": each.unit.en, "most": None if each.most is None else str(each.most),
        "about": each.about, "required": each.required, "splits": each.splits,
        "after": f"{each.after.zh} | {each.after.en}" if each.after.zh else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def questions_of(form: SurveyForm) -> list[Question]:
    """The questions of a form without :func:`faults`."""
    return [_question(each) for each in form.questions]


def _question(each: QuestionForm) -> Question:
    kind: Kind = each.kind  # type: ignore[assignment]  # the form took it for one of KINDS
    zh, bar, en = (each.after or "").partition("|")
    return Question(
        code=each.code,
        kind=kind,
        title=Text(each.title_zh, each.title_en),
        choices=_choices(each.choices),
        unit=Text(each.unit_zh or "", each.unit_en or "") if kind == "number" else Text("", ""),
        most=each.most if kind == "number" else None,
        about=each.about or "",
        required=each.required,
        splits=each.splits,
        after=Text(zh.strip(), (en if bar else zh).strip()),
    )


def _choices(lines: list[str]) -> dict[str, Text]:
    return dict(found for line in lines if (found := _choice(line)))


def _choice(line: str) -> tuple[str, Text] | None:
    code, _, words = line.partition(":")
    try:
        return (code.strip(), Text.of(words)) if code.strip() else None
    except ValueError:
        return None


def faults(form: SurveyForm) -> Iterator[Problem]:
    """What fields one by one do not show."""
    seen: set[str] = set()
    for at, each in enumerate(form.questions):
        place = f"/questions/{at}"
        if each.code in seen:
            yield Problem("code-twice", f"{place}/code", _TWICE.fill(code=each.code), "")
        seen.add(each.code)
        yield from _faults_of(each, place)


def _faults_of(each: QuestionForm, place: str) -> Iterator[Problem]:
    chosen, known = each.kind in ("choice", "several"), set[str]()
    for n, line in enumerate(each.choices, 1):
        found = _choice(line)
        if found is None or found[0] in known:
            yield Problem("bad-choice", f"{place}/choices/{n - 1}", _BAD_CHOICE.fill(n=n), "")
        known |= {found[0]} if found else set()
    wrong = (
        (chosen and len(each.choices) < 2, "choices", _NO_CHOICES),
        (not chosen and bool(each.choices), "choices", _NEEDLESS),
        (each.kind == "number" and not (each.unit_zh and each.unit_en), "unit_zh", _NO_UNIT),
        (each.splits and each.kind != "choice", "splits", _SPLITS),
    )
    yield from (Problem("bad-question", f"{place}/{name}", words, "") for is_wrong, name, words in wrong if is_wrong)
