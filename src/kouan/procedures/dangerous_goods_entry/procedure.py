"""船舶载运危险货物进港：海事审核与港口作业报告并联办理（haiyang-2020#12）。"""

from kouan.blueprint import (
    APPROVE,
    Computed,
    Document,
    Facts,
    Procedure,
    Terms,
    Text,
    Way,
    auto,
    plain_numbering,
    review,
)
from kouan.procedures.dangerous_goods_entry.form import Filing
from kouan.procedures.dangerous_goods_entry.goods import PACKAGED
from kouan.procedures.dangerous_goods_entry.rules import RULES, is_handled

OBJECT = Way("object", Text("不同意", "Object"), adverse=True)
HEARD = {"maritime": Text("海事不同意", "Maritime objects"), "port": Text("港口不同意", "The port objects")}
BOTH = "both"


def is_worked(facts: Facts) -> bool:
    """在港装卸或过驳 | Goods are loaded, discharged or transferred here"""
    return is_handled(facts.filing)


def answer(facts: Facts) -> Computed:
    """One answer from both reviews; a review that took no place objects to nothing."""
    said = {step: facts.outcomes[step] for step in HEARD if step in facts.outcomes}
    data = {step: {"outcome": outcome.code, "reason": outcome.reason} for step, outcome in said.items()}
    against = [step for step, outcome in said.items() if outcome.code == OBJECT.code]
    if not against:
        return Computed(APPROVE.code, "", data)
    zh = "；".join(f"{HEARD[step].zh}：{said[step].reason}" for step in against)
    en = "; ".join(f"{HEARD[step].en}: {said[step].reason}" for step in against)
    return Computed(against[0] if len(against) == 1 else BOTH, f"{zh} | {en}", data)


def _is_packaged(filing: Filing) -> bool:
    return any(goods.carriage == PACKAGED and not goods.limited_quantity for goods in filing.goods)


def _is_boxed(filing: Filing) -> bool:
    return any(goods.container and goods.carriage == PACKAGED for goods in filing.goods)


def _headline(filing: Filing) -> Text:
    first, more = filing.goods[0], len(filing.goods) - 1
    others = Text(f"等 {more + 1} 项", f" and {more} more") if more else Text("", "")
    goods = f"{first.un_number} {first.shipping_name}"
    return Text(f"{filing.ship} · {goods}{others.zh}", f"{filing.ship} · {goods}{others.en}")


procedure = Procedure(
    code="dangerous-goods-entry",
    title=Text("船舶载运危险货物进港申报", "Entry of a ship carrying dangerous goods"),
    summary=Text(
        "一次录入，海事审核与港口作业报告同时办理，各自答复，一并告知。",
        "Entered once; maritime review and port work report are handled side by side and answered together.",
    ),
    basis=("haiyang-2020#12", "port-law#dg-declaration", "port-law#dangerous-goods", "dg-port#parallel"),
    lead="msa",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("DGE"),
    object_kind="dangerous-goods-declaration",
    audience=("ship-agent", "carrier"),
    headline=_headline,
    documents=(
        Document("safety-data", Text("危险货物安全技术说明书", "Safety data sheet"), "dg-ship#shipper-info"),
        Document(
            "packagings",
            Text("包装检验证书", "Certificate of the packagings"),
            "dg-ship#packing-certificate",
            _is_packaged,
        ),
        Document(
            "box-packing",
            Text("集装箱装箱证明书", "Container packing certificate"),
            "imdg-code#packing-certificate",
            _is_boxed,
        ),
        Document(
            "emergency-plan", Text("作业应急预案", "Emergency plan for the work"), "dg-port#emergency", is_handled
        ),
        Document("stowage-plan", Text("积载图", "Stowage plan"), "dg-ship#segregation", required=False),
    ),
    flow=lambda limit: (
        review("accept", "受理 | Acceptance", by="window", desk="reception", within=limit("accept"))
        >> (
            review(
                "maritime",
                "海事审核 | Maritime review",
                by="msa",
                desk="dangerous",
                within=limit("maritime"),
                ways=(APPROVE, OBJECT),
            )
            & review(
                "port",
                "港口作业审核 | Review of the work in port",
                by="port",
                desk="dangerous",
                within=limit("port"),
                ways=(APPROVE, OBJECT),
            ).when(is_worked)
        )
        >> auto(
            "answer",
            "答复 | Answer",
            compute=answer,
            ways=(
                Way(APPROVE.code, Text("准予进港和作业", "Entry and work allowed")),
                Way("maritime", HEARD["maritime"], ends=True),
                Way("port", HEARD["port"], ends=True),
                Way(BOTH, Text("海事和港口均不同意", "Both object"), ends=True),
            ),
        )
    ),
)
