"""``/demo``: what the demonstration is, who one can be in it, and five things to try. Without demo mode: 404."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.cases.public import my_drafts, visible_cases
from kouan.modules.consignments.public import Box, visible_bills, visible_boxes, visible_calls
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import SYSTEM_VIEWER, Face, demo_people, viewer_for_person
from kouan.web.navigation import Entry, entries

# The simulator lays things out under these names, and this page finds them by them.
CLERK, HOLDER = "beichen-2", "msa-dangerous-1"
DRAFT_CONTRACT, THREE_AGENCIES, HELD_BILL = "DEMO-3-ERRORS", "demo-side-by-side", "CWDEMO0002"
ANALYST, PORT_DESK = "port-office-general-1", "port-berths-1"
REVIEWERS = ("msa-vessels-1", "customs-vessels-1", "border-crews-1", "port-berths-1")

_ROLES: Mapping[str, Text] = {
    "huating-2": Text(
        "进口企业：自己的申报、箱子、待办，水果优先", "An importer: your filings, your boxes, what waits for you"
    ),
    "tongda-2": Text("报关行：受托为多家企业申报", "A broker: files for several firms under their mandates"),
    "yinhang-1": Text(
        "银行：为企业的税款出具电子保函，看每份保函由哪票占用",
        "A bank: guarantees duty for firms, sees which declarations draw on each guarantee",
    ),
    "wanlan-1": Text("船舶代理：一次填报，四家同时审核", "A ship's agent: file once, four agencies review at once"),
    "customs-documents-1": Text(
        "海关审单：按到期时间和鲜活优先排队", "Customs documents: a queue by due time, fresh goods first"
    ),
    "customs-inspection-1": Text("海关查验：调箱、查验、放行", "Customs inspection: boxes brought, opened, let go"),
    "dongwan-1": Text(
        "码头：船期、箱子、扣留、查验指令、闸口", "The terminal: calls, boxes, holds, inspections, the gate"
    ),
    ANALYST: Text(
        "口岸办：看全局、通关时效，登记单位", "The port office: sees the whole, how long things take, registers firms"
    ),
}
_EDIT = Text("打开草稿，改好三处错误并申报", "Open the draft, mend three errors and file it")
_REVIEW = Text("作出本单位的审核意见", "Give your agency's answer")
_STOP = Text("输入箱号，看它为什么不能出闸", "Look the box up: see why it may not leave")
_LIFT = Text("打开箱子，核对后解除扣留", "Open the box and lift your hold")
_WHO = Text("上周出口箱在等谁，点开三个箱子", "Whom last week's export boxes waited for; open three of them")
_PRINT = Text("打印这个月的报告", "Print the report of the month")
_TELL = Text("回答小调查", "Answer the short survey")
_READ = Text("看企业写了什么，转一件给部门", "Read what firms wrote, pass one thing on")
_REPLY = Text("答复转来的一件", "Answer one that was passed on")
_GO = Text("再看一次：现在可以出闸", "Look again: now it may leave")


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do as somebody; ``address``: where it begins."""

    face: Face
    words: Text
    address: str


@dataclass(frozen=True, slots=True)
class Try:
    """One thing to try. ``acts`` is empty once somebody has done it."""

    title: Text
    about: Text
    acts: tuple[Act, ...]


def demo(request: HttpRequest) -> HttpResponse:
    """The landing page of the demonstration."""
    if not settings.KOUAN_DEMO:
        raise Http404
    faces = {face.id: face for face in demo_people()}
    roles = [Act(faces[person], words, _desk_of(faces[person])) for person, words in _ROLES.items() if person in faces]
    tries = [_mend(faces), _side_by_side(faces), _at_the_gate(faces), _where_the_time_went(faces), _asked(faces)]
    return render(request, "demo/index.html", {"roles": roles, "tries": tries, "figures": list(_figures())})


def _desk_of(face: Face) -> str:
    """The first page of somebody's desk."""
    return next((entry.address for entry in entries(face.kind)), reverse("home"))


def _figures() -> Iterator[tuple[Text, int]]:
    """How much there is, as those see it who see all."""
    yield Text("船舶航次", "Vessel calls"), visible_calls(SYSTEM_VIEWER).count()
    yield Text("提单", "Bills"), visible_bills(SYSTEM_VIEWER).count()
    yield Text("集装箱", "Containers"), visible_boxes(SYSTEM_VIEWER).count()
    yield Text("海关经办的事项", "Cases with customs"), visible_cases(viewer_for_person("customs-documents-1")).count()


def _mend(faces: Mapping[str, Face]) -> Try:
    drafts = my_drafts(viewer_for_person(CLERK))
    draft = next((each for each in drafts if each.data.get("contract_number") == DRAFT_CONTRACT), None)
    acts: tuple[Act, ...] = ()
    if draft and CLERK in faces:
        address = f"{reverse('file-form', args=(draft.procedure,))}?{urlencode({'draft': draft.id})}"
        acts = (Act(faces[CLERK], _EDIT, address),)
    return Try(
        Text("改三处错，报一票进口", "Mend three errors, file an import"),
        Text(
            "一份填好的进口申报草稿，箱号、总价、原产国各有一处错。系统会说清错在哪、应怎样、依据哪条；"
            "改好后申报、缴税，抽中查验的等查验，放行后由码头出闸。",
            "A finished import draft with one error each in container number, total and origin. The system says where, "
            "what would be right and by which clause; then file and pay. Once released, the terminal lets it out.",
        ),
        acts,
    )


def _side_by_side(faces: Mapping[str, Face]) -> Try:
    case = visible_cases(viewer_for_person(REVIEWERS[0])).filter(reference=THREE_AGENCIES, status="open").first()
    address = reverse("case", args=(case.id,)) if case else ""
    acts = tuple(Act(faces[person], _REVIEW, address) for person in REVIEWERS if case and person in faces)
    return Try(
        Text("一艘船，四家同时办", "One ship, four agencies at once"),
        Text(
            "船代只填了一次，海事、海关、边检、港口的时钟同时在走。用几个浏览器窗口（或隐私窗口）各扮一家，"
            "看彼此的进度；要登临的合成一次联合登临。",
            "The agent filed once, and the clocks of maritime, customs, border and port all run. Be one of each in "
            "private browser windows and watch the others; all wishes to board become one joint boarding.",
        ),
        acts,
    )


def _at_the_gate(faces: Mapping[str, Face]) -> Try:
    box = visible_boxes(SYSTEM_VIEWER).filter(bills=HELD_BILL).first()
    return Try(
        Text("闸口拦下的箱子", "A box stopped at the gate"),
        Text(
            "海关已放行，海事却扣着：卡车到闸口，系统不放并报警。海事核对后解除扣留，放行信号随即签发，箱子出闸。",
            "Customs released it, maritime holds it: the truck is stopped and an alarm rings. Once maritime lifts its "
            "hold the signed release follows by itself, and the box leaves.",
        ),
        tuple(_gate_acts(box, faces)) if box and not box.gone else (),
    )


def _where_the_time_went(faces: Mapping[str, Face]) -> Try:
    """No data are looked at: the page itself says so where there is nothing to measure yet."""
    asked = urlencode({"study": "cn-port-release-export", "period": "last-week"})
    month = reverse("timing-month", args=(f"{local_date(now()):%Y-%m}",))
    steps = ((_WHO, f"{reverse('timing')}?{asked}"), (_PRINT, month))
    acts = tuple(Act(faces[ANALYST], words, address) for words, address in steps if ANALYST in faces)
    return Try(
        Text("时间花在哪里", "Where the time went"),
        Text(
            "上周的出口箱，等得最久的是谁？从一个百分位点到背后的箱子，再到每一分钟在等谁、由哪个动作结束、"
            "怎样证明；最后打印当月报告，方法和口径哈希都在上面。",
            "Whom did last week's export boxes wait for longest? From a percentile to the boxes behind it, to each "
            "minute: who was awaited, what ended it, the proof. Then print the month, its method and hash on it.",
        ),
        acts,
    )


def _asked(faces: Mapping[str, Face]) -> Try:
    office, agency = viewer_for_person(ANALYST), viewer_for_person(PORT_DESK)
    surveys = list(guidance.surveys(office)) if office.party else []
    closed = next((row for row in surveys if guidance.is_closed(row)), None)
    firm = next((face for row in surveys if not guidance.is_closed(row) for face in _still_asked(row, faces)), None)
    waiting = [row for row in guidance.problems(agency) if guidance.state(row) in ("overdue", "open")]
    late = max(waiting, key=lambda row: guidance.state(row) == "overdue", default=None)
    steps = (
        (firm, _TELL, reverse("our-surveys")),
        (faces.get(ANALYST) if closed else None, _READ, reverse("survey", args=(closed.id,)) if closed else ""),
        (faces.get(PORT_DESK) if late else None, _REPLY, reverse("problem", args=(late.id,)) if late else ""),
    )
    return Try(
        Text("问了，转了，答了", "Asked, passed on, answered"),
        Text(
            "口岸办用问卷问企业遇到什么，把写下的问题转给部门，限期答复，答复回到企业；结果公开，不点名，少于五家的数不公布。",
            "The port office asks firms what they meet, passes what they write to agencies with a day to answer by, "
            "and the answer goes back. Totals are public: nobody is named, no count below five is shown.",
        ),
        tuple(Act(face, words, address) for face, words, address in steps if face),
    )


def _still_asked(row: guidance.Survey, faces: Mapping[str, Face]) -> Iterator[Face]:
    """People of the firms that are asked and have not answered, the first of each."""
    waiting = set(guidance.drawn(row)["asked"]) - {each.party for each in guidance.answers_to(row)}
    yield from (face for face in faces.values() if face.party in waiting)


def _gate_acts(box: Box, faces: Mapping[str, Face]) -> Iterator[Act]:
    clerk = next((face for face in reversed(list(faces.values())) if face.party == box.terminal), None)
    gate = f"{reverse('gate')}?{urlencode({'container': box.container})}"
    if clerk and box.held:
        yield Act(clerk, _STOP, gate)
    if HOLDER in faces and box.held:
        yield Act(faces[HOLDER], _LIFT, reverse("box", args=(box.container, box.visit)))
    if clerk:
        yield Act(clerk, _GO, gate)


navigation = (
    (
        Entry(
            Text("演示说明", "About this demo"),
            "demo",
            order=1,
            about=Text("可以扮演谁、先试哪五件事", "Who you can be, and five things to try first"),
        ),
    )
    if settings.KOUAN_DEMO
    else ()
)
urlpatterns = [path("demo", demo, name="demo")]
