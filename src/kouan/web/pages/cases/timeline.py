"""What happened in a case, in words; each line leads to the proof of its event."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.urls import reverse

from kouan.kernel.event import SYSTEM
from kouan.kernel.text import Text
from kouan.modules.balances.public import MOVEMENTS
from kouan.runtime.log import Recorded
from kouan.web.markup import Tone
from kouan.web.pages.cases.seen import Seen

_ENDED: dict[str, tuple[Text, Tone]] = {
    "done": (Text("办结", "Done"), "good"),
    "refused": (Text("不予同意，办理终止", "Refused; the case is closed"), "bad"),
    "lapsed": (Text("期限届满，办理终止", "The time ended; the case is closed"), "bad"),
    "withdrawn": (Text("申请人撤回", "Withdrawn by the applicant"), ""),
    "void": (Text("作废", "Declared void"), "bad"),
}
_OPENED: tuple[Text, Tone] = (Text("立案", "Opened"), "brand")
_PLAIN: dict[str, tuple[Text, Tone]] = {
    "filed": (Text("申报", "Filed"), "brand"),
    "amended": (Text("申请人修改申报", "Amended by the applicant"), "brand"),
    "resubmitted": (Text("补正后重报", "Corrected and handed in again"), "brand"),
    "suspended": (Text("中止", "Suspended"), "warn"),
    "resumed": (Text("恢复办理", "Resumed"), "brand"),
}
_OF_STEP: dict[str, tuple[Text, Tone]] = {
    "returned": (Text("退回补正（{step}）", "Returned for correction ({step})"), "warn"),
    "asked": (Text("提问（{step}）", "Question asked ({step})"), "warn"),
    "answered": (Text("答复（{step}）", "Question answered ({step})"), "brand"),
    "supplied": (Text("申请人完成“{step}”", "The applicant did “{step}”"), "brand"),
}
# Said on the log for other objects; the modules that react to them know no procedure.
EMITTED: dict[str, Text] = {
    "declared": Text("登记已报关", "Noted as declared"),
    "hold-placed": Text("扣留", "Hold placed"),
    "hold-lifted": Text("解除扣留", "Hold lifted"),
    "inspection-ordered": Text("下达查验指令", "Inspection ordered"),
    "inspection-cleared": Text("查验完毕", "Inspection cleared"),
    "manifest-accepted": Text("舱单已接受", "Manifest accepted"),
    "manifest-completed": Text("舱单其他数据已补", "Manifest completed"),
    "manifest-changed": Text("舱单已修改", "Manifest changed"),
    "manifest-deleted": Text("舱单已删除", "Deleted from the manifest"),
    "direct-pickup-booked": Text("船边直提已预约", "Ship-side pick-up booked"),
    "direct-loading-booked": Text("抵港直装已预约", "Loading on arrival booked"),
    "direct-pickup-cancelled": Text("船边直提预约已取消", "Ship-side pick-up called off"),
    "direct-loading-cancelled": Text("抵港直装预约已取消", "Loading on arrival called off"),
    "carrier-released": Text("船公司已放货", "Released by the carrier"),
    "inspection-booked": Text("查验已预约", "Inspection booked"),
    "inspection-cancelled": Text("查验预约已取消", "Inspection called off"),
    "barge-space-booked": Text("驳船舱位成立", "Space on a barge booked"),
    "barge-space-cancelled": Text("驳船舱位收回", "Space on a barge given back"),
    "barge-space-rolled": Text("未装船，顺延下一班", "Not loaded, waits for the next barge"),
    "border-permit-issued": Text("边检许可已核发", "Border inspection permit issued"),
    "border-permit-revoked": Text("边检许可已撤销", "Border inspection permit taken back"),
    "passengers-landed": Text("旅客入境检查完毕", "Passengers have landed"),
    "entered": Text("已入境", "Has entered"),
    "left": Text("已出境", "Has left"),
    "sale-permitted": Text("准许销售或使用", "May be sold or used"),
    "sale-withdrawn": Text("撤销准许销售或使用", "No longer to be sold or used"),
    "conformity-assessed": Text("合格评定通过", "Found to conform"),
    "conformity-withdrawn": Text("合格评定已撤销", "No longer found to conform"),
    "diversion-granted": Text("准许变更流向", "May be diverted"),
    "diversion-withdrawn": Text("变更流向已撤销", "No longer to be diverted"),
    "approval-used": Text("核销检疫审批数量", "Taken off the quarantine approval"),
    "approval-restored": Text("恢复检疫审批数量", "Given back to the quarantine approval"),
    "origin-confirmed": Text("原产地核查属实", "Origin confirmed"),
    "preference-denied": Text("不予享受协定税率", "Preference denied"),
    "credit-level-given": Text("信用等级已认定", "Credit level given"),
    "credit-restored": Text("信用已修复", "Credit restored"),
    "duty-overdue": Text("税款逾期未缴", "Duty is overdue"),
    **{kind: Text(f"额度{words.zh}", f"{words.en}, of a balance") for kind, words in MOVEMENTS.items()},
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One event's place in the log and where it is proven. ``about`` is the object that an emitted event concerns."""

    position: int
    n: int
    hash: str
    address: str
    about: str = ""


@dataclass(slots=True)
class Line:
    """One line: what, who, when it happened and when it was recorded, with the events behind it."""

    kind: str
    title: Text
    who: Text
    tone: Tone
    happened_at: datetime
    recorded_at: datetime
    detail: Text | str
    proofs: list[Proof] = field(default_factory=list)

    @property
    def recorded_later(self) -> bool:
        return abs(self.recorded_at - self.happened_at) >= timedelta(minutes=1)


def timeline(case: Seen) -> list[Line]:
    """The lines, latest first. What a step put on the log for several objects is one line."""
    lines: list[Line] = []
    for event in case.events:
        line = _line(case, event)
        if lines and _same(lines[-1], line):
            lines[-1].proofs += line.proofs
        else:
            lines.append(line)
    return lines[::-1]


def latest(case: Seen) -> Line:
    """The last thing that somebody did or decided."""
    return next((line for line in timeline(case) if line.kind not in EMITTED), _line(case, case.events[-1]))


def _same(before: Line, line: Line) -> bool:
    known = (*_PLAIN, *_OF_STEP, "decided", "closed")
    return line.kind not in known and before.kind == line.kind and before.happened_at == line.happened_at


def _line(case: Seen, event: Recorded) -> Line:
    title, tone = title_of(case, event)
    return Line(
        event.kind, title, case.who(event.actor), tone, event.happened_at, event.recorded_at, _detail(event),
        [_proof(case, event)],
    )  # fmt: skip


def title_of(case: Seen, event: Recorded) -> tuple[Text, Tone]:
    """What an event is called, and its colour."""
    if event.kind == "filed" and case.by_agency:
        return _OPENED
    if event.kind in _PLAIN:
        return _PLAIN[event.kind]
    if event.kind == "closed":
        return _ENDED[event.payload["result"]]
    if event.kind == "decided":
        return _decided(case, event)
    if event.kind in _OF_STEP:
        words, tone = _OF_STEP[event.kind]
        return words.fill(step=_step_title(case, event)), tone
    return EMITTED.get(event.kind, Text(event.kind, event.kind)), ""


def _step_title(case: Seen, event: Recorded) -> Text:
    name = str(event.payload.get("step", ""))
    step = case.state.steps.get(name)
    return step.title if step else Text(name, name)


def _decided(case: Seen, event: Recorded) -> tuple[Text, Tone]:
    step = case.state.steps.get(event.payload["step"])
    way = step.way(event.payload["outcome"]) if step else None
    words = Text("{step}：{outcome}", "{step}: {outcome}")
    said = words.fill(step=_step_title(case, event), outcome=way.title if way else event.payload["outcome"])
    if way and way.ends:
        return said, "bad"
    return said, "good" if step and step.kind == "review" else ""


def _amount(event: Recorded) -> str:
    """How much was drawn; nothing where the event is over no amount."""
    said = event.payload.get("amount")
    return f"{Decimal(said):,f}" if said else ""


_DETAILS: tuple[Callable[[Recorded], object], ...] = (
    lambda event: _amount(event) if event.kind in MOVEMENTS else "",
    lambda event: event.payload.get("question"),
    lambda event: event.payload.get("answer"),
    lambda event: event.payload.get("reason"),
)


def _detail(event: Recorded) -> Text | str:
    """The question, answer or reason. What the system says it says in both languages at once."""
    said = next((str(said) for read in _DETAILS if (said := read(event))), "")
    if event.actor != SYSTEM or "|" not in said:
        return said
    try:
        return Text.of(said)
    except ValueError:
        return said


def _proof(case: Seen, event: Recorded) -> Proof:
    address = reverse("case-event", args=(case.id, event.n))
    about = "" if event.kind in (*_PLAIN, *_OF_STEP, "decided", "closed") else " ".join(_others(event))
    return Proof(event.position, event.n, event.hash.hex(), address, about)


def _others(event: Recorded) -> Iterator[str]:
    """The objects an event is about besides the case itself."""
    yield from (ref.id for ref in event.objects if ref.qualifier != "case")
