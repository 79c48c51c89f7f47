"""进口二手车保税维修：批次进区、维修、复运出境、核销（guangzhou-2019#21）。"""

from datetime import datetime

from kouan.blueprint import (
    Document,
    Facts,
    Procedure,
    Terms,
    Text,
    Way,
    plain_numbering,
    review,
    supply,
)
from kouan.kernel.clock import SHANGHAI
from kouan.procedures.bonded_vehicle_repair.form import Filing
from kouan.procedures.bonded_vehicle_repair.rules import RULES
from kouan.procedures.bonded_vehicle_repair.rules_closing import CLOSE

VERIFIED = (
    Way("closed", Text("数量相符，准予核销", "The numbers agree, closed")),
    Way("referred", Text("不符，不予核销，移交处理", "They do not agree: not closed, referred"), ends=True),
)


def leaves_waste(facts: Facts) -> bool:
    """产生危险废物 | Hazardous waste arises"""
    return bool(facts.filing.hazardous)


def entered_at(facts: Facts) -> datetime:
    """When the days of return began: with the day the batch entered."""
    day = facts.filing.entered_on
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _is_hazardous(filing: Filing) -> bool:
    return filing.hazardous


def _headline(filing: Filing) -> Text:
    many = len(filing.vehicles)
    return Text(
        f"{filing.firm_name} · {filing.contract} · {many} 辆", f"{filing.firm_name} · {filing.contract} · {many}"
    )


procedure = Procedure(
    code="bonded-vehicle-repair",
    title=Text("进口二手车保税维修", "Bonded repair of used vehicles"),
    summary=Text(
        "境外二手车按批进综合保税区维修：商务核准业务、环保核准废物去向，海关逐车核对；"
        "修后整车复运出境，旧件复运、销毁或依法转移，数量相符才能核销。",
        "Used vehicles from abroad are repaired in the bonded zone batch by batch: commerce agrees to the business, "
        "environment to the waste, customs compares vehicle by vehicle; all leave again, parts taken out are returned, "
        "destroyed or handed over, and the batch is closed only when the numbers agree.",
    ),
    basis=("guangzhou-2019#21", "mofcom-2020-16#scope", "mofcom-2020-16#return", "mofcom-2020-16#parts"),
    lead="customs",
    category=Text("保税业务", "Bonded business"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("BVR"),
    object_kind="bonded-repair",
    audience=("importer", "exporter", "customs-broker"),
    principal=lambda filing: filing.firm_uscc,
    headline=_headline,
    documents=(
        Document("contract", Text("维修合同", "Repair contract"), "gacc-docs#contract"),
        Document("titles", Text("境外车辆登记证明", "Registration papers from abroad"), "mofcom-2020-16#system"),
        Document("leave", Text("先行先试批准文件", "Leave for the pilot"), "mofcom-2020-16#scope"),
        Document(
            "waste-contract",
            Text("危险废物处置合同", "Contract on hazardous waste"),
            "mofcom-2020-16#waste",
            _is_hazardous,
        ),
        Document(
            "repair-records",
            Text("维修与销毁记录", "Records of repair and destruction"),
            "mofcom-2020-16#parts",
            step=CLOSE,
        ),
    ),
    flow=lambda limit: (
        (
            review(
                "account",
                "账册与单证审核 | Account and papers",
                by="customs",
                desk="bonded",
                within=limit("account"),
                reply=limit("correct"),
            )
            & review(
                "business",
                "维修业务核准 | Leave for the business",
                by="commerce",
                desk="general",
                within=limit("business"),
            )
            & review(
                "waste",
                "废物处置核准 | Disposal of waste",
                by="environment",
                desk="waste",
                within=limit("waste"),
            ).when(leaves_waste)
        )
        >> review(
            "entry",
            "进区逐车核对 | Vehicles compared at entry",
            by="customs",
            desk="inspection",
            within=limit("entry"),
            ways=(
                Way("matched", Text("车证相符，准予维修", "Vehicles as papered, repair may begin")),
                Way("differs", Text("车证不符，不予维修，退运", "Vehicles differ, back they go"), ends=True),
            ),
        )
        >> supply(CLOSE, "结案申报 | Closing", completes=True, within=limit("return"), since=entered_at)
        >> review(
            "verify", "核销 | Closed by customs", by="customs", desk="bonded", within=limit("verify"), ways=VERIFIED
        )
    ),
)
