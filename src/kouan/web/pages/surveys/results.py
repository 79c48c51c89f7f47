"""Results as pages show them: groups of firms, a chart for each question, and lines for files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import ROLES
from kouan.web.charts import Chart, Series
from kouan.web.pages.surveys.words import about_text, unit
from kouan.web.tables import Cell, Column

_ALL = Text("全部", "All")
_FIRMS = Text("单位", "Firms")


@dataclass(frozen=True, slots=True)
class Group:
    """Firms whose answers are looked at together; ``population``: how many there are of them, None: not known."""

    title: Text
    answers: Sequence[guidance.Answered]
    population: int | None


Results = Sequence[tuple[Group, guidance.Result]]


@dataclass(frozen=True, slots=True)
class Part:
    """One question, its result for each group, and its chart where one tells something."""

    question: guidance.Question
    results: Results
    chart: Chart | None

    @property
    def whole(self) -> guidance.Result:
        return self.results[0][1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: a question, a group, and a choice or (``cell`` None) the mean."""

    question: guidance.Question
    group: Group
    result: guidance.Result
    cell: tuple[Text, int] | None


def ways(survey: guidance.Survey) -> list[tuple[str, Text]]:
    """By what results can be shown: as a whole, by role, by the questions that split."""
    splitting = [(each.code, each.title) for each in guidance.questions(survey) if each.splits]
    return [("", _ALL), ("role", Text("按单位类型", "By role")), *splitting]


def groups(survey: guidance.Survey, answers: Sequence[guidance.Answered], by: str) -> list[Group]:
    """The firms as a whole, or by their roles, or by the choices of a question; groups without answers are left out."""
    told = survey.told
    if by == "role":
        roles = [(role, [each for each in answers if role in each.roles]) for role in told["roles"]]
        return [Group(ROLES[role], theirs, told["by_role"][role]) for role, theirs in roles if theirs]
    question = next((each for each in guidance.questions(survey) if each.code == by and each.splits), None)
    if question is None:
        return [Group(_ALL, answers, told["population"])]
    chosen = [(words, [a for a in answers if a.said.get(by) == code]) for code, words in question.choices.items()]
    return [Group(words, theirs, None) for words, theirs in chosen if theirs]


def parts(survey: guidance.Survey, of: Sequence[Group], by: str) -> list[Part]:
    """Every question that can be counted, in order, but the one by which the groups are."""
    asked = [each for each in guidance.questions(survey) if each.kind != "text" and each.code != by]
    return [_part(each, of) for each in asked]


def _part(question: guidance.Question, of: Sequence[Group]) -> Part:
    results = tuple((group, guidance.result(question, group.answers, group.population)) for group in of)
    if not any(each.n for _, each in results):
        return Part(question, results, None)
    if len(of) == 1:
        return Part(question, results, _counted(question, results[0][1]))
    # Side by side, counts of several choices or of ranges say less than the table beneath.
    drawn = {"choice": _shares, "scale": _means, "number": _means}.get(question.kind)
    return Part(question, results, drawn(question, results) if drawn else None)


def _counted(question: guidance.Question, result: guidance.Result) -> Chart:
    return Chart(
        kind="bar",
        title=question.title,
        unit=Text("家", "firms"),
        axis=question.unit if question.kind == "number" else Text("选项", "Choice"),
        categories=[cell.title for cell in result.cells],
        series=[Series(_FIRMS, [cell.n for cell in result.cells])],
        horizontal=question.kind not in ("scale", "number"),
        note=_note(question),
    )


def _shares(question: guidance.Question, results: Results) -> Chart:
    """A bar a group, in parts that make a hundred percent."""
    known = [(group, each) for group, each in results if each.n]
    series = [
        Series(words, [round(100 * each.cells[at].n / each.n, 1) for _, each in known])
        for at, words in enumerate(question.cells.values())
    ]
    return Chart(
        kind="bar",
        title=question.title,
        unit=Text("%", "%"),
        axis=_FIRMS,
        categories=[group.title for group, _ in known],
        series=series,
        horizontal=True,
        stacked=True,
        note=_note(question),
    )


def _means(question: guidance.Question, results: Results) -> Chart:
    known = [(group.title, round(each.mean.mean, 2)) for group, each in results if each.mean]
    return Chart(
        kind="bar",
        title=question.title,
        unit=unit(question),
        axis=_FIRMS,
        categories=[title for title, _ in known],
        series=[Series(Text("平均", "Mean"), [mean for _, mean in known])],
        horizontal=True,
        note=_note(question),
    )


def _note(question: guidance.Question) -> Text | None:
    return about_text(question.about) if question.about else None


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def lines(of: Iterable[Part]) -> Iterator[Line]:
    """Every count and mean."""
    for part in of:
        for group, result in part.results:
            if result.mean:
                yield Line(part.question, group, result, None)
            yield from (Line(part.question, group, result, (cell.title, cell.n)) for cell in result.cells)


def _to_three(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(Decimal("0.001"))


def _mean(line: Line) -> guidance.Mean | None:
    return line.result.mean if line.cell is None else None


def _bound(line: Line, at: int) -> Cell:
    mean = _mean(line)
    return _to_three(mean.interval[at]) if mean and mean.interval else None


COLUMNS: tuple[Column[Line], ...] = (
    Column("code", Text("代码", "Code"), lambda line: line.question.code),
    Column("question", Text("问题", "Question"), lambda line: line.question.title),
    Column("about", Text("环节或部门", "Stage or agency"), lambda line: about_text(line.question.about)),
    Column("group", Text("单位", "Firms"), lambda line: line.group.title),
    Column("population", Text("总体 N", "Population N"), lambda line: line.group.population),
    Column("answered", Text("作答 n", "Answered n"), lambda line: line.result.n),
    Column("choice", Text("选项", "Choice"), lambda line: line.cell[0] if line.cell else None),
    Column("count", Text("家数", "Firms that chose it"), lambda line: line.cell[1] if line.cell else None),
    Column(
        "share",
        Text("占比（%）", "Share, %"),
        lambda line: _to_three(100 * line.cell[1] / line.result.n) if line.cell and line.result.n else None,
    ),
    Column("unit", Text("单位量", "Unit"), lambda line: line.question.unit),
    Column("mean", Text("平均", "Mean"), lambda line: _to_three(mean.mean) if (mean := _mean(line)) else None),
    Column("median", Text("中位数", "Median"), lambda line: _to_three(mean.median) if (mean := _mean(line)) else None),
    Column("low", Text("95 % 区间下限", "95 % interval from"), lambda line: _bound(line, 0)),
    Column("high", Text("95 % 区间上限", "95 % interval to"), lambda line: _bound(line, 1)),
)
