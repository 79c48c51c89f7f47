"""香港赛马会从化马场马匹往返（shenzhen-2019#36）：监管互助、结果互认、信息互通、联合监测。"""

from collections.abc import Callable
from functools import partial

from kouan.blueprint import (
    REFUSE,
    Document,
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
from kouan.procedures.racehorse_movement.checks import (
    ARRIVAL_RULES,
    ARRIVED,
    CLOSED,
    ISOLATED,
    OBSERVED,
    RECORD_RULES,
    RESULTS,
    SAMPLE,
    TESTED,
    Arrival,
    Loading,
    PortCheck,
    close,
    recognise,
)
from kouan.procedures.racehorse_movement.form import DIRECTIONS, INBOUND, MEDICINE, OUTBOUND, Filing
from kouan.procedures.racehorse_movement.rules import RULES

PERSONAL = frozenset({"companions", "contact", "phone", "floats"})
LET_PASS = (Way("pass", Text("准予通行", "May pass")), REFUSE)


def is_sampled(facts: Facts) -> bool:
    """有马匹没有近期检测结果 | Some horse has no recent result"""
    return facts.outcome("recognise") == SAMPLE


def goes_out(facts: Facts) -> bool:
    """从化至香港 | From Conghua to Hong Kong"""
    return bool(facts.filing.direction == OUTBOUND)


def comes_in(facts: Facts) -> bool:
    """香港至从化 | From Hong Kong to Conghua"""
    return bool(facts.filing.direction == INBOUND)


def is_kept_apart(facts: Facts) -> bool:
    """有马匹隔离观察 | Some horse is kept apart"""
    return facts.outcome("arrival") == ISOLATED


_seen = partial(review, by="customs", desk="quarantine")
_at_the_lane = partial(review, by="border", desk="lanes")


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Batch reviewed, results recognised; loaded or received under customs' eyes; nothing is unloaded between."""
    return (
        (
            _seen("batch", "批次检疫审核 | Batch reviewed", within=limit("batch"))
            & _at_the_lane("people", "人员车辆核对 | People and floats", within=limit("batch"))
        )
        >> auto("recognise", "检测结果互认 | Results recognised", compute=recognise, ways=RESULTS)
        >> _seen("test", "采样检测 | Sampled and tested", within=limit("test"), ways=TESTED).when(is_sampled)
        >> _loading(limit).when(goes_out)
        >> _port(limit)
        >> _arrival(limit).when(comes_in)
        >> auto("close", "批次完成 | Batch completed", compute=close, ways=CLOSED)
    )


def _loading(limit: Callable[[str], Within]) -> Flow:
    return supply("ready", "请求监装 | Ready to load") >> _seen(
        "loading",
        "监装出证 | Loading watched, certificate issued",
        within=limit("loading"),
        form=Loading,
        rules=RECORD_RULES,
    )


def _port(limit: Callable[[str], Within]) -> Flow:
    """Both look at the same time, the horses in their floats."""
    return supply("at-port", "抵达口岸确报 | At the port") >> (
        _seen(
            "port-quarantine",
            "口岸随车检疫 | Seen in the float at the port",
            within=limit("port"),
            ways=LET_PASS,
            form=PortCheck,
            rules=RECORD_RULES,
        )
        & _at_the_lane(
            "port-border", "口岸边防检查 | Border inspection at the port", within=limit("port"), ways=LET_PASS
        )
    )


def _arrival(limit: Callable[[str], Within]) -> Flow:
    return (
        supply("at-stables", "抵达马场报告 | At the stables")
        >> _seen(
            "arrival",
            "到场检查 | Seen on arrival",
            within=limit("arrival"),
            ways=ARRIVED,
            form=Arrival,
            rules=ARRIVAL_RULES,
        )
        >> _seen("observation", "隔离观察 | Watched", within=limit("observation"), ways=OBSERVED).when(is_kept_apart)
    )


def _headline(filing: Filing) -> Text:
    way, at = DIRECTIONS.options[filing.direction], f"{filing.port_at.astimezone(SHANGHAI):%m-%d %H:%M}"
    count = len(filing.horses)
    return Text(f"{way.zh} · {count} 匹 · 到口岸 {at}", f"{way.en} · {count} horses · at the port {at}")


def _comes_certified(filing: Filing) -> bool:
    return filing.direction == INBOUND


def _brings_medicine(filing: Filing) -> bool:
    return any(supply.kind == MEDICINE for supply in filing.supplies)


procedure = Procedure(
    code="racehorse-movement",
    title=Text("粤港赛马往返", "Movement of race horses"),
    summary=Text(
        "香港与从化马场之间的赛马一次审批、多次往返：每批预报一次，近期检测结果互认，口岸随车检疫不卸马，到场核对芯片和体温。",
        "Race horses go between Hong Kong and Conghua under one approval: each batch is told once, recent results are "
        "recognised, horses stay in their floats at the port, chips and temperature are read on arrival.",
    ),
    basis=(
        "shenzhen-2019#36",
        "conghua-zone#approval",
        "conghua-zone#monitoring",
        "animal-plant-quarantine-law#declare",
    ),
    lead="customs",
    category=Text("车辆与人员", "Vehicles and people"),
    form=Filing,
    rules=RULES,
    documents=(
        Document(
            "health-certificate",
            Text("动物卫生证书", "Health certificate"),
            "conghua-zone#certificate",
            _comes_certified,
        ),
        Document("approval", Text("检疫审批文件", "Standing approval"), "animal-plant-quarantine-law#permit"),
        Document("passports", Text("马匹护照", "Horse passports"), "conghua-zone#on-arrival", required=False),
        Document(
            "medicine-permit",
            Text("兽药进口许可或通关单", "Permit for medicines"),
            "conghua-zone#supplies",
            _brings_medicine,
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("RH"),
    object_kind="racehorse-movement",
    audience=("importer", "exporter", "haulier", "customs-broker"),
    principal=lambda filing: filing.club_uscc,
    priority=lambda filing: -1,
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
