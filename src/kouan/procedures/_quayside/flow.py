"""The way of an appointment: looked at by the record, agreed side by side, booked, awaited, recorded, told."""

from collections.abc import Callable

from kouan.blueprint import APPROVE, REFUSE, Computed, Emit, Facts, Flow, Form, Text, Way, auto, review, until
from kouan.blueprint.flow import Within
from kouan.kernel.event import ObjectRef
from kouan.procedures._quayside.handover import HANDOVER_RULES, RECORDED, RESULTS, result
from kouan.procedures._quayside.shape import Appointment

MET, UNMET = "met", "unmet"
CHECKED = (
    Way(MET, Text("条件已具备", "All conditions are met")),
    Way(UNMET, Text("尚有条件未具备或系统没有记录", "Conditions are unmet or not on record")),
)
ON_CONDITION = Way("on-condition", Text("先预约，作业前须具备条件", "Booked, to be met before the work"))


def checked(unmet: list[str]) -> Computed:
    """What the record says; the codes are those of the quay, where the conditions are looked at again."""
    return Computed(UNMET, "", {"unmet": unmet}) if unmet else Computed(MET, "")


def is_unmet(facts: Facts) -> bool:
    """尚有条件未具备或没有记录 | Conditions are unmet or not on record"""
    return facts.outcome("check") == UNMET


def is_dangerous(facts: Facts) -> bool:
    """危险货物 | Dangerous goods"""
    return facts.filing.un_number is not None


def agreed(limit: Callable[[str], Within]) -> Flow:
    """Customs looks where a condition is open; the quay gives the window; dangerous work is agreed to."""
    return (
        review(
            "customs",
            "海关核对条件 | Conditions checked by customs",
            by="customs",
            desk="release",
            within=limit("customs"),
            ways=(APPROVE, ON_CONDITION, REFUSE),
        ).when(is_unmet)
        & review("slot", "确认泊位与时段 | Berth and window", by="port", desk="berths", within=limit("slot"))
        & review(
            "dangerous",
            "危险货物作业审核 | Dangerous work review",
            by="port",
            desk="dangerous",
            within=limit("dangerous"),
        ).when(is_dangerous)
    )


def booked(event: str) -> Flow:
    """The appointment stands; the quay is told by an event on the box, which names truck and window."""
    return auto(
        "book",
        "预约成立 | Booked",
        ways=(Way("done", Text("已预约", "Booked"), emits=(Emit(event, of="container", tells=appointed),)),),
    )


def cancelled(event: str) -> tuple[Emit, ...]:
    """What a withdrawal tells the quay, once it has been told of the appointment."""
    return (Emit(event, of="container", tells=appointed, only=is_booked),)


def is_booked(facts: Facts, box: ObjectRef) -> bool:
    """Whether the appointment stood."""
    return facts.outcome("book") == "done"


def appointed(facts: Facts, box: ObjectRef) -> dict[str, str]:
    """Which truck comes for the box, when, under which bill and for which ship."""
    filing: Appointment = facts.filing
    return {
        "bill": filing.bill,
        "call": filing.call,
        "truck": filing.truck,
        "haulier": filing.haulier_name,
        "window_start": filing.window_start.isoformat(),
        "window_end": filing.window_end.isoformat(),
    }


def recorded(awaited: Flow, record: type[Form], limit: Callable[[str], Within]) -> Flow:
    """What the box does, what the quay records of it, and what came of the appointment."""
    return (
        awaited
        >> review(
            "handover",
            "登记作业结果 | What became of it",
            by="port",
            desk="berths",
            within=limit("handover"),
            ways=RECORDED,
            form=record,
            rules=HANDOVER_RULES,
        )
        >> auto("result", "作业结果 | Result", compute=result, ways=RESULTS)
    )


def moved(event: str, title: str) -> Flow:
    """Wait for a move of the box."""
    return until("move", title, event=event, of="container", by="port", fresh=True)
