"""粤港澳大湾区水上货运巴士舱位申请（guangzhou-2019#4）：固定班次、内外贸同船、舱位共享。"""

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
from kouan.procedures.waterway_barge_space.form import BOXES, FOREIGN, Filing
from kouan.procedures.waterway_barge_space.rules import RULES, teu
from kouan.procedures.waterway_barge_space.voyage import (
    BOOKED,
    CANCELLED,
    LOADING_RULES,
    NO_SHOW,
    RECONFIRM_RULES,
    RECORDED,
    RESULTS,
    SLOT_RULES,
    InPort,
    Loading,
    Slot,
    being_in_port_has_happened,
    boxes_open,
    gate_opens,
    is_moved,
    result,
)

CONFIRMED = (Way("confirmed", Text("有舱，确认", "There is space")), REFUSE)
GIVEN_UP = Way("given-up", Text("逾期未报箱号，舱位收回", "No boxes in time, the space is given back"), ends=True)


def has_foreign_trade(facts: Facts) -> bool:
    """有外贸箱 | Some boxes are of foreign trade"""
    return any(space.trade in FOREIGN for space in facts.filing.spaces)


def is_dangerous(facts: Facts) -> bool:
    """有危险货物箱 | Some boxes hold dangerous goods"""
    return any(space.un_number for space in facts.filing.spaces)


_at_the_berth = partial(review, by="port", desk="berths")


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Space and consents side by side; the boxes; booked; loaded; told what went."""
    reconfirmed = _at_the_berth(
        "reconfirm", "改班确认 | Another sailing confirmed", within=limit("space"), form=Slot, rules=RECONFIRM_RULES
    )
    return (
        _confirmed(limit)
        >> supply(
            BOXES, "报箱号 | Boxes told", completes=True, within=limit("boxes"), since=boxes_open, lapses=GIVEN_UP
        )
        >> reconfirmed.when(is_moved)
        >> auto("book", "舱位成立 | Booked", ways=BOOKED)
        >> supply(
            "in-port",
            "进港确认 | Boxes are in port",
            form=InPort,
            rules=(being_in_port_has_happened,),
            within=limit("in-port"),
            since=gate_opens,
            lapses=NO_SHOW,
        )
        >> _at_the_berth(
            "loading",
            "登记装船 | Loading recorded",
            within=limit("loading"),
            ways=RECORDED,
            form=Loading,
            rules=LOADING_RULES,
        )
        >> auto("result", "装船结果 | Result", compute=result, ways=RESULTS)
    )


def _confirmed(limit: Callable[[str], Within]) -> Flow:
    """The space on the barge, the supervision of foreign boxes, the consents for dangerous ones."""
    on_board = review(
        "customs", "同船监管条件核对 | Supervision on board", by="customs", desk="vessels", within=limit("space")
    )
    return (
        _at_the_berth(
            "space",
            "舱位确认 | Space confirmed",
            within=limit("space"),
            ways=CONFIRMED,
            form=Slot,
            rules=SLOT_RULES,
        )
        & on_board.when(has_foreign_trade)
        & _dangerous(limit).when(is_dangerous)
    )


def _dangerous(limit: Callable[[str], Within]) -> Flow:
    return review(
        "dangerous", "危险货物作业审核 | Dangerous work review", by="port", desk="dangerous", within=limit("dangerous")
    ) & review(
        "maritime",
        "船舶载运危险货物审核 | Dangerous goods on board",
        by="msa",
        desk="dangerous",
        within=limit("dangerous"),
    )


def _headline(filing: Filing) -> Text:
    way = f"{filing.voyage} · {filing.from_port}–{filing.to_port}"
    return Text(f"{way} · {teu(filing)} 标准箱", f"{way} · {teu(filing)} TEU")


def _carries_dangerous(filing: Filing) -> bool:
    return any(space.un_number for space in filing.spaces)


procedure = Procedure(
    code="waterway-barge-space",
    title=Text("水上货运巴士舱位申请", "Space on the waterborne cargo bus"),
    summary=Text(
        "固定班次驳船的舱位在网上申请：内外贸同船、多港停靠，舱位和监管条件同时确认，截单前报箱号，装不下的顺延下一班。",
        "Space on barges that run to a timetable: domestic and foreign boxes share a voyage of many stops, space and "
        "supervision are confirmed together, boxes are told before closing, and what does not fit takes the next one.",
    ),
    basis=("guangzhou-2019#4", "waterway-bus#lines", "waterway-bus#mixed", "waterway-bus#space"),
    lead="port",
    category=Text("口岸物流", "Port logistics"),
    form=Filing,
    rules=RULES,
    documents=(
        Document(
            "dangerous-papers",
            Text("危险货物安全适运声明", "Dangerous goods declaration"),
            "dg-port#consignor-info",
            _carries_dangerous,
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("WB"),
    object_kind="barge-space",
    audience=("forwarder", "exporter", "importer", "carrier"),
    principal=lambda filing: filing.applicant_uscc,
    headline=_headline,
    takes_back=(CANCELLED,),
)
