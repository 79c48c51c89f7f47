"""States, origins and figures of surveys in people's words."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.web.language import pick
from kouan.web.markup import Tone, badge

OPEN, CLOSED, PUBLISHED = Text("答题中", "Open"), Text("已截止", "Closed"), Text("已公布", "Published")
STATES: Mapping[str, tuple[Text, Tone]] = {
    "open": (Text("待答复", "Waiting"), "brand"),
    "overdue": (Text("逾期未答复", "Overdue"), "bad"),
    "solved": (Text("已解决", "Solved"), "good"),
    "not-solved": (Text("未能解决", "Not solved"), "warn"),
}
METHOD: tuple[tuple[Text, Text], ...] = (
    (
        Text("计入", "Counted"),
        Text(
            "每家单位最后一次答卷；没有作答的题不计。",
            "The last answer of each firm; questions left blank do not count.",
        ),
    ),
    (
        Text("平均与区间", "Mean and interval"),
        Text(
            "95 % 区间 = 平均 ± t(n−1)·s/√n·√(1−n/N)：s 为样本标准差，n 为作答数，N 为符合条件的单位数"
            "（有限总体修正）；不足 5 份不给区间。按规模分组时 N 不知道，不作修正。",
            "95 % interval = mean ± t(n−1)·s/√n·√(1−n/N): s the standard deviation of the sample, n the answers, N the"
            " firms that could be asked (finite population). None below five answers. By size N is not known, and"
            " nothing is corrected.",
        ),
    ),
    (
        Text("未作答的", "No answer"),
        Text(
            "区间把作答的单位当作随机样本；不作答的若情况不同，偏差不在区间之内。",
            "The interval takes those who answered for a random sample; where those who did not differ, it does not"
            " tell.",
        ),
    ),
    (
        Text("数字题", "Numbers"),
        Text("按区段计数，含下限不含上限。", "Counted in ranges, each with its lower end and without its upper."),
    ),
)
HIDDEN = (
    Text("保护作答单位", "Protecting firms"),
    Text(
        "少于 5 份的数不公布；能由相减推得的一并不公布。评分和数字若有这样的数，只公布平均。"
        "不公布单位名称和文字意见，也不按类型细分。",
        "Counts below five are not shown, nor what could be found from them by subtraction; of marks and numbers with"
        " such counts only the mean is shown. No firm is named, no free text is shown, nothing is broken down by role.",
    ),
)


def about_text(code: str) -> Text:
    """A stage or agency in words; nothing for ""."""
    return guidance.ABOUT.get(code, Text(code, code))


def survey_state(row: guidance.Survey) -> str:
    """A badge."""
    if row.published_at is not None:
        return badge(PUBLISHED, "good")
    return badge(CLOSED) if guidance.is_closed(row) else badge(OPEN, "brand")


def problem_state(row: guidance.Problem, agency: str = "") -> str:
    """A badge: of all its agencies, or of what lies with one."""
    words, tone = STATES[guidance.state(row, agency=agency)]
    return badge(words, tone)


def due(row: guidance.Problem) -> date:
    """The day by which all its agencies answer."""
    return date.fromisoformat(max(each.due for each in row.referrals.all()))


def origin_address(origin: str) -> str:
    """The port office's page of the survey or talk that a problem came of."""
    return reverse("talk" if origin.startswith("ZT-") else "survey", args=(origin,))


def share(part: int, whole: int) -> str:
    """``41.7 %``; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def figure(value: float | None) -> str:
    """``3.4``; a dash where there is none."""
    return "–" if value is None else f"{value:.1f}"


def between(bounds: tuple[float, float] | None) -> str:
    """``3.1–3.8``; nothing where there is no interval."""
    return f"{bounds[0]:.1f}–{bounds[1]:.1f}" if bounds else ""


def unit(question: guidance.Question) -> Text:
    """What the numbers of a question are in; marks of a scale are out of five."""
    return question.unit if question.kind == "number" else Text("分（1–5）", "out of 5")


TOOLS: Mapping[str, object] = {
    "about_text": about_text,
    "survey_state": survey_state,
    "problem_state": problem_state,
    "origin_address": origin_address,
    "is_closed": guidance.is_closed,
    "share": share,
    "figure": figure,
    "between": between,
    "unit": unit,
    "scale": guidance.SCALE,
    "method": METHOD,
    "pick": pick,
}
