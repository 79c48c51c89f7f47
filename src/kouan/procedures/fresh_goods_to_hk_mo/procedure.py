"""供港澳鲜活产品预约候检、优先验放、直通放行（shenzhen-2019#33，zhanjiang-2022#4）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures.fresh_goods_to_hk_mo.flow import TAKEN_BACK, flow
from kouan.procedures.fresh_goods_to_hk_mo.form import DESTINATIONS, Filing
from kouan.procedures.fresh_goods_to_hk_mo.produce import KINDS
from kouan.procedures.fresh_goods_to_hk_mo.rules import RULES


def _has_live(filing: Filing) -> bool:
    return any(KINDS[lot.kind].live for lot in filing.lots)


def _is_packed(filing: Filing) -> bool:
    return any(KINDS[lot.kind].packed for lot in filing.lots)


def _headline(filing: Filing) -> Text:
    place, first = DESTINATIONS.options[filing.destination], KINDS[filing.lots[0].kind].title
    return Text(
        f"供{place.zh} · {first.zh} · {filing.plate} · {filing.exporter_name}",
        f"For {place.en} · {first.en} · {filing.plate} · {filing.exporter_name}",
    )


procedure = Procedure(
    code="fresh-goods-to-hk-mo",
    title=Text("供港澳鲜活产品预约候检与直通放行", "Fresh goods for Hong Kong and Macao: booked and released first"),
    summary=Text(
        "供港澳的蔬菜、水果、活畜禽、水产、冰鲜肉和鲜蛋：约好时段，到场优先查验、优先检测、快速验放；产地检验合格并施封的食品农产品，"
        "口岸核对封识后直通放行，负面清单产品除外。逾时到场的按序候检。",
        "Vegetables, fruit, live animals, aquatic produce, chilled meat and eggs for Hong Kong and Macao: with a "
        "window booked they are checked and tested first and go quickly; food passed and sealed at its origin goes "
        "directly once the seal is compared, save what is on the negative list. Who comes late waits in turn.",
    ),
    basis=("shenzhen-2019#33", "zhanjiang-2022#4", "order-120-vegetables#seal", "direct-release#export"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"fresh-goods-{filing.exit_office}-{year}",
        lambda filing, year, n: f"FG-{filing.exit_office}-{year}-{n:06d}",
    ),
    object_kind="fresh-goods",
    audience=("exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.exporter_uscc,
    priority=lambda filing: -1,
    headline=_headline,
    documents=(
        Document("certificate", Text("产地检验检疫证书", "Certificate of the origin"), "hk-mo-animals#certificate"),
        Document(
            "delivery-list",
            Text("供港澳出货清单", "List of the goods delivered"),
            "order-120-vegetables#processor",
            _is_packed,
        ),
        Document(
            "loading-record", Text("监装记录", "Record of supervised loading"), "hk-mo-animals#certificate", _has_live
        ),
    ),
    flow=flow,
    takes_back=TAKEN_BACK,
)
