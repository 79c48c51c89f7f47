"""How customs takes a manifest in: screened by the system, looked at where something is odd, then accepted."""

from collections.abc import Callable, Iterator

from kouan.blueprint import Computed, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.procedures._manifest.cargo import has_dangerous
from kouan.procedures._manifest.conveyance import MAIN
from kouan.procedures._manifest.rules_bills import COMPLETE, described, is_vague
from kouan.procedures._manifest.shape import IsLate, Manifest
from kouan.procedures._manifest.telling import ACCEPTED, COMPLETED, Tells, bills

CLEAN, MANUAL = "clean", "manual"
SCREENED = (
    Way(CLEAN, Text("自动接受（回执 01）", "Accepted at once (receipt 01)")),
    Way(MANUAL, Text("转人工审核（回执 02）", "For an officer to look at (receipt 02)")),
)
CHECKED = (
    Way("approve", Text("接受传输（回执 01）", "Accept (receipt 01)")),
    Way("refuse", Text("不予接受，退单（回执 03）", "Refuse (receipt 03)"), ends=True),
)
_LATE = Text("迟于规定时限传输", "Sent later than the law allows")
_DANGEROUS = Text("载有危险货物", "Dangerous goods")
_VAGUE = Text("货物描述不具体", "Goods described vaguely")


def _oddities(filing: Manifest, late: bool) -> Iterator[Text]:
    if late:
        yield _LATE
    if any(map(has_dangerous, filing.bills)):
        yield _DANGEROUS
    if any(is_vague(words) for bill in filing.bills for _, words in described(bill)):
        yield _VAGUE


def screen(is_late: IsLate) -> Callable[[Facts], Computed]:
    """The screening of a manifest, by what late means for it; every reason is kept."""

    def compute(facts: Facts) -> Computed:
        odd = list(_oddities(facts.filing, is_late(facts.filing, facts.circumstances)))
        if not odd:
            return Computed(CLEAN, "")
        zh, en = "、".join(each.zh for each in odd), "; ".join(each.en for each in odd)
        return Computed(MANUAL, f"{zh}。 | {en}.", {"reasons": [each.as_json() for each in odd]})

    return compute


def is_odd(facts: Facts) -> bool:
    """系统筛查有疑点 | The screening found something odd"""
    return facts.outcome("screen") == MANUAL


def has_more_to_come(facts: Facts) -> bool:
    """只传了主要数据 | Only the main data were sent"""
    return bool(facts.filing.stage == MAIN)


def screened(limit: Callable[[str], Within], is_late: IsLate) -> Flow:
    """Screened by the system, and looked at by customs where something is odd."""
    return auto("screen", "系统审核 | Screening", compute=screen(is_late), ways=SCREENED) >> review(
        "check",
        "海关人工审核 | Looked at by customs",
        by="customs",
        desk="vessels",
        within=limit("check"),
        ways=CHECKED,
    ).when(is_odd)


def received(limit: Callable[[str], Within], is_late: IsLate, tells: Tells) -> Flow:
    """Screened, checked, accepted; the bills are known from then on. Other data follow where they were left out."""
    done = Way("done", Text("已接受，可以申报", "Accepted, goods may be declared"), emits=bills(ACCEPTED, tells))
    return (
        screened(limit, is_late)
        >> auto("accept", "接受舱单 | Manifest accepted", ways=(done,))
        >> supply(COMPLETE, "传输其他数据 | Other data sent", completes=True, emits=bills(COMPLETED, tells)).when(
            has_more_to_come
        )
    )
