"""跨境车辆一站式通关（shenzhen-2019#31、#35，guangzhou-2019#28）：一次读取，同步处置，集中放行。"""

from collections.abc import Callable

from kouan.blueprint import (
    REFUSE,
    Document,
    Emit,
    Facts,
    Flow,
    Procedure,
    Terms,
    Text,
    Way,
    Within,
    auto,
    plain_numbering,
    review,
    supply,
)
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._road.vehicles import DIRECTIONS, ENTRY
from kouan.procedures.vehicle_crossing.form import TRANSFER, Arrival, Filing
from kouan.procedures.vehicle_crossing.lane import (
    ARRIVAL_RULES,
    BORDER,
    CUSTOMS,
    READ,
    READING_RULES,
    RELEASED,
    SORTED,
    Reading,
    release,
    sort,
)
from kouan.procedures.vehicle_crossing.load import PORT
from kouan.procedures.vehicle_crossing.rules_load import LOAD_RULES, watched
from kouan.procedures.vehicle_crossing.rules_vehicle import PORTS, VEHICLE_RULES

PERSONAL = frozenset({"driver", "document_number", "phone", "passengers"})
GOODS_OF = ("bill", "container")
AUTHORITY = {"authority": "customs"}


def _on_goods(kind: str, **more: str) -> tuple[Emit, ...]:
    return tuple(Emit(kind, of=each, data=AUTHORITY | more) for each in GOODS_OF)


SEARCHED = (
    Way("clear", Text("查验无异常", "Nothing found"), emits=_on_goods("inspection-cleared")),
    Way(
        "seized",
        Text("查获，移交处理", "Found, handed over"),
        ends=True,
        emits=_on_goods("hold-placed", **{"reason-code": "crossing"}),
    ),
)
CHECKED = (
    Way("clear", Text("人车相符", "Persons and vehicle are as told")),
    Way("stopped", Text("阻止出入境", "Stopped from crossing"), ends=True),
)


def needs_customs(facts: Facts) -> bool:
    """进境未报关、途中监管或载有动植物 | Not declared yet, under customs on its way, or with animals or plants"""
    filing = facts.filing
    open_ = any(goods.clearance == PORT and goods.declaration is None for goods in filing.consignments)
    return bool(open_ or watched(filing) or filing.animals)


def needs_border(facts: Facts) -> bool:
    """驾驶人未备案，或是机场中转旅客车 | The driver is not enrolled, or passengers go between the airports"""
    return bool(not facts.filing.enrolled or facts.filing.use == TRANSFER)


def _asked(facts: Facts, agency: str) -> bool:
    return agency in facts.outcomes["sort"].data["reasons"]


def customs_looks(facts: Facts) -> bool:
    """海关有查验要求 | Customs must look"""
    return _asked(facts, CUSTOMS)


def border_looks(facts: Facts) -> bool:
    """边检有检查要求 | Border inspection must look"""
    return _asked(facts, BORDER)


def is_quarantined(facts: Facts) -> bool:
    """有人不适、体温异常或载有动植物 | Somebody is unwell, or there are animals or plants"""
    filing = facts.filing
    return bool(filing.ill or filing.animals or facts.outcomes["sort"].data["fever"])


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Looked at ahead where something is open; one stop, one reading; side by side; one release."""
    return (
        (
            review("customs", "海关预核 | Customs, ahead", by="customs", desk="vessels", within=limit("ahead")).when(
                needs_customs
            )
            & review("border", "边检预核 | Border, ahead", by="border", desk="lanes", within=limit("ahead")).when(
                needs_border
            )
        )
        >> supply("arrive", "抵达口岸确报 | At the port", form=Arrival, rules=ARRIVAL_RULES)
        >> review(
            "lane",
            "一次停靠采集 | One stop, one reading",
            by="border",
            desk="lanes",
            within=limit("lane"),
            ways=READ,
            form=Reading,
            rules=READING_RULES,
        )
        >> auto("sort", "集中分类 | Sorted", compute=sort, ways=SORTED)
        >> _looks(limit)
        >> auto("release", "一次放行 | Released once", compute=release, ways=RELEASED)
    )


def _looks(limit: Callable[[str], Within]) -> Flow:
    """Each agency looks at what is its own, at the same stand and the same time."""
    return (
        review(
            "search",
            "海关查验 | Customs inspection",
            by="customs",
            desk="inspection",
            within=limit("look"),
            ways=SEARCHED,
            opens=_on_goods("inspection-ordered"),
        ).when(customs_looks)
        & review(
            "check", "边防检查 | Border inspection", by="border", desk="lanes", within=limit("look"), ways=CHECKED
        ).when(border_looks)
        & review(
            "quarantine",
            "卫生与动植物检疫 | Quarantine",
            by="customs",
            desk="quarantine",
            within=limit("quarantine"),
            ways=(Way("clear", Text("检疫合格", "Passed")), REFUSE),
        ).when(is_quarantined)
    )


def _headline(filing: Filing) -> Text:
    way, port = DIRECTIONS.options[filing.direction], PORTS.name(filing.port)
    at = f"{filing.eta.astimezone(SHANGHAI):%m-%d %H:%M}"
    return Text(f"{filing.plate} · {port.zh} {way.zh} · {at}", f"{filing.plate} · {port.en}, {way.en.lower()} · {at}")


def _comes_with_animals(filing: Filing) -> bool:
    return filing.animals


def _comes_unenrolled(filing: Filing) -> bool:
    return filing.direction == ENTRY and not filing.enrolled


procedure = Procedure(
    code="vehicle-crossing",
    title=Text("跨境车辆一站式通关", "One-stop crossing of a vehicle"),
    summary=Text(
        "货车、客车、小汽车和机场中转旅客车过境报一次：口岸一次停靠、一次采集，海关和边检同时处置，一次放行。",
        "Goods vehicles, coaches, cars and coaches between the airports tell their crossing once: one stop and one "
        "reading at the port, customs and border inspection side by side, one release.",
    ),
    basis=(
        "shenzhen-2019#31",
        "shenzhen-2019#35",
        "guangzhou-2019#28",
        "exit-entry-law#report-ahead",
        "land-port-notices#one-stop",
    ),
    lead="border",
    category=Text("车辆与人员", "Vehicles and people"),
    form=Filing,
    rules=(*VEHICLE_RULES, *LOAD_RULES),
    documents=(
        Document(
            "driver-papers",
            Text("驾驶人证件和驾驶证", "Driver's document and licence"),
            "border-inspection-regulation#refuse",
            _comes_unenrolled,
        ),
        Document(
            "health-certificate",
            Text("动植物检疫证书", "Animal or plant health certificate"),
            "animal-plant-quarantine-law#declare",
            _comes_with_animals,
        ),
        Document("load-list", Text("载货清单", "Load list"), "gacc-2007-58#load-list", required=False),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("RX"),
    object_kind="vehicle-crossing",
    audience=("haulier", "forwarder", "carrier"),
    principal=lambda filing: filing.operator_uscc,
    priority=lambda filing: -1 if filing.use == TRANSFER or filing.animals else 0,
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
