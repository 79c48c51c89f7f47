"""冷链进口检验检疫前移到工厂（guangzhou-2019#24）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.cold_chain_import.cargo import ARRIVE, KINDS, PERMITTED
from kouan.procedures.cold_chain_import.flow import TAKEN_BACK, flow
from kouan.procedures.cold_chain_import.form import ABROAD, Filing
from kouan.procedures.cold_chain_import.rules import RULES


def _is_permitted(filing: Filing) -> bool:
    return filing.kind in PERMITTED


def _is_checked_abroad(filing: Filing) -> bool:
    return filing.place == ABROAD


def _is_treated(filing: Filing) -> bool:
    return filing.cold_treatment


def _headline(filing: Filing) -> Text:
    kind, boxes = KINDS.options[filing.kind], len(filing.reefers)
    return Text(
        f"{filing.importer_name} · {kind.zh} · {filing.bill} · {boxes} 箱",
        f"{filing.importer_name} · {kind.en} · {filing.bill} · {boxes}",
    )


procedure = Procedure(
    code="cold-chain-import",
    title=Text("冷链进口查验前移", "Cold-chain imports checked at the plant"),
    summary=Text(
        "冻肉、水产、水果抵港前申请：境外工厂预检互认的，到港核封志和温度后不再查验；境内工厂查验的，密封提离到厂再查。"
        "封志或温度异常的在口岸优先查验。核查完毕前货物不能提离，放行仍以报关单为准。抽查比例等数字为本系统暂定，未核实。",
        "Frozen meat, fish and fruit, applied for before the ship arrives: what was checked at the plant abroad is not "
        "checked again once seals and temperatures are verified; what is checked at the plant here leaves sealed. Only "
        "what is out of order is checked at the port, first in line. Nothing leaves before that is done, nor before "
        "its declaration is released. The share drawn and other figures are not confirmed.",
    ),
    basis=("guangzhou-2019#24", "order-249#evaluation", "gacc-2019-160#destination-check", "perishables#priority"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("CC"),
    object_kind="cold-chain",
    audience=("importer", "customs-broker", "forwarder"),
    principal=lambda filing: filing.importer_uscc,
    priority=lambda filing: -1,
    headline=_headline,
    takes_back=TAKEN_BACK,
    documents=(
        Document(
            "certificate",
            Text("输出国官方检疫（卫生）证书", "Official certificate"),
            "animal-plant-quarantine-law#declare",
        ),
        Document("invoice", Text("商业发票", "Commercial invoice"), "gacc-docs#invoice"),
        Document("origin", Text("原产地证书", "Certificate of origin"), "gacc-docs#origin"),
        Document(
            "permit", Text("检疫许可证", "Quarantine permit"), "animal-plant-quarantine-law#permit", _is_permitted
        ),
        Document(
            "report", Text("境外预检报告", "Report of the check abroad"), "order-249#evaluation", _is_checked_abroad
        ),
        Document("temperatures", Text("温度记录", "Temperature record"), "gb-31605#temperature", step=ARRIVE),
        Document(
            "treatment",
            Text("冷处理报告", "Record of the cold treatment"),
            "animal-plant-quarantine-law#declare",
            _is_treated,
            step=ARRIVE,
        ),
    ),
    flow=flow,
)
