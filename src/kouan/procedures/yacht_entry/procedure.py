"""粤港澳游艇进出境：简化手续、完善担保、开放码头（shenzhen-2019#37，guangzhou-2019#18）。"""

from collections.abc import Callable

from kouan.blueprint import (
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
from kouan.procedures.yacht_entry.form import CASH, Departure, Filing
from kouan.procedures.yacht_entry.rules import DEPARTURE_RULES, RULES

PERSONAL = frozenset({"persons", "owner", "licence"})
ADMITTED = (Way("done", Text("准予进境", "May enter")),)
DISCHARGED = (
    Way("release", Text("解除担保", "Guarantee released")),
    Way("claim", Text("逾期或未按规定复运出境，以担保抵缴", "Overstayed or not taken out: claimed"), adverse=True),
)


def is_quarantined(facts: Facts) -> bool:
    """有人患病或携带动植物 | Somebody is ill, or animals or plants are on board"""
    return bool(facts.filing.ill or facts.filing.animals)


def _needs_guarantor(filing: Filing) -> bool:
    return filing.guarantee.kind != CASH


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Maritime, customs and border side by side with the guarantee; the stay; the guarantee discharged."""
    return (
        (
            review("maritime", "海事审核 | Maritime review", by="msa", desk="vessels", within=limit("review"))
            & review("customs", "海关审核 | Customs review", by="customs", desk="vessels", within=limit("review"))
            & review("border", "边检审核 | Border inspection review", by="border", desk="crews", within=limit("review"))
            & review("guarantee", "担保确认 | Guarantee accepted", by="customs", desk="duty", within=limit("review"))
        )
        >> review(
            "quarantine",
            "登临检疫 | Quarantine on board",
            by="customs",
            desk="quarantine",
            within=limit("quarantine"),
        ).when(is_quarantined)
        >> auto("permit", "准予进境 | Leave to enter", ways=ADMITTED)
        >> supply("leave", "离境报告 | Departure", form=Departure, rules=DEPARTURE_RULES, within=limit("stay"))
        >> review(
            "discharge",
            "担保核销 | Guarantee discharged",
            by="customs",
            desk="duty",
            within=limit("discharge"),
            ways=DISCHARGED,
        )
    )


def _headline(filing: Filing) -> Text:
    eta = f"{filing.eta.astimezone(SHANGHAI):%m-%d %H:%M}"
    return Text(f"{filing.yacht} · {filing.marina} · 预抵 {eta}", f"{filing.yacht} · {filing.marina} · due {eta}")


procedure = Procedure(
    code="yacht-entry",
    title=Text("游艇进境", "Entry of a yacht"),
    summary=Text(
        "港澳及外国游艇凭担保暂时进境：海事、海关、边检和担保同时审核，离境后解除担保。",
        "Yachts of Hong Kong, Macao and abroad enter for a stay on guarantee: maritime, customs and border inspection "
        "review at the same time, and the guarantee is released once the yacht has left.",
    ),
    basis=("shenzhen-2019#37", "guangzhou-2019#18", "customs-law#guarantee", "customs-law#temporary"),
    lead="customs",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=RULES,
    documents=(
        Document(
            "yacht-papers", Text("游艇登记与安全证书", "Registration and safety certificate"), "vessel-entry#documents"
        ),
        Document("liability", Text("第三者责任险保单", "Liability policy"), "vessel-entry#documents"),
        Document("guarantee", Text("保函或保单", "Guarantee or policy"), "customs-law#guarantor", _needs_guarantor),
        Document(
            "pet-papers",
            Text("动物检疫证书", "Animal health certificate"),
            "animal-plant-quarantine-law#declare",
            lambda filing: filing.animals,
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("YE"),
    object_kind="yacht-entry",
    audience=("ship-agent", "carrier"),
    principal=lambda filing: filing.club_uscc,
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
