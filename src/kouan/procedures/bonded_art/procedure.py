"""保税艺术品：人流管理、鉴定估价、逐件核对（guangzhou-2019#23）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.bonded_art.flow import TAKEN_BACK, flow
from kouan.procedures.bonded_art.form import ENTER, MOVEMENTS, SALE, SHOW_INSIDE, SHOW_OUTSIDE, Filing
from kouan.procedures.bonded_art.rules import RULES


def _is_appraised(filing: Filing) -> bool:
    return filing.movement in (ENTER, SALE)


def _is_permitted(filing: Filing) -> bool:
    return filing.permit is not None


def _is_shown_inside(filing: Filing) -> bool:
    return filing.movement == SHOW_INSIDE


def _is_shown_outside(filing: Filing) -> bool:
    return filing.movement == SHOW_OUTSIDE


def _is_sold(filing: Filing) -> bool:
    return filing.movement == SALE


def _headline(filing: Filing) -> Text:
    words, first, count = MOVEMENTS.options[filing.movement], filing.works[0].title, len(filing.works)
    return Text(
        f"{filing.firm_name} · {words.zh} · {first} 等 {count} 件",
        f"{filing.firm_name} · {words.en} · {first}, {count} in all",
    )


procedure = Procedure(
    code="bonded-art",
    title=Text("保税艺术品", "Art in bond"),
    summary=Text(
        "境外艺术品入区存储、区内展示、出区展示、成交进口和复运出境，一张单办理：文化、文物、海关并联审核，"
        "逐件登记、鉴定估价，进出区逐件核对，区内展示管好人流。",
        "Art from abroad stored in bond, shown in the zone or outside, sold and imported, or taken out again, on one "
        "form: culture, relics and customs review side by side, each work is registered, appraised and compared at the "
        "gate, and visitors to a show in the zone are planned for.",
    ),
    basis=("guangzhou-2019#23", "order-256#business", "art-measures#permit", "state-council-2019-3#culture"),
    lead="customs",
    category=Text("保税业务", "Bonded business"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("BA"),
    object_kind="bonded-art",
    audience=("warehouse", "importer", "exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.firm_uscc,
    headline=_headline,
    takes_back=TAKEN_BACK,
    documents=(
        Document("catalogue", Text("作品清单与图录", "List and catalogue of works"), "art-measures#catalogue"),
        Document("appraisal", Text("鉴定评估书", "Appraisal"), "guangzhou-2019#23", _is_appraised),
        Document("permit", Text("文化部门批准文件", "Permit of culture"), "art-measures#same-works", _is_permitted),
        Document("visitors", Text("人员进出区管理方案", "Plan for visitors"), "guangzhou-2019#23", _is_shown_inside),
        Document("guarantee", Text("担保凭证", "Proof of guarantee"), "order-256#outside", _is_shown_outside),
        Document("sale", Text("成交合同或拍卖确认书", "Contract or hammer note"), "gacc-docs#contract", _is_sold),
        Document("condition", Text("状况报告", "Condition report"), "art-measures#catalogue", required=False),
    ),
    flow=flow,
)
