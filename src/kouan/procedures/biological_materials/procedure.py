"""生物材料进出境（guangzhou-2019#9；出入境特殊物品卫生检疫管理规定）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures.biological_materials.approval import applies, approval, worst
from kouan.procedures.biological_materials.articles import NO_PATHOGEN
from kouan.procedures.biological_materials.crossing import TAKEN_BACK, crossing, uses
from kouan.procedures.biological_materials.form import APPLY, DIRECTIONS, USE, Filing
from kouan.procedures.biological_materials.rules import RULES


def _applies(filing: Filing) -> bool:
    return filing.path == APPLY


def _uses(filing: Filing) -> bool:
    return filing.path == USE


def _is_first(filing: Filing) -> bool:
    return _applies(filing) and filing.first_time


def _has_pathogens(filing: Filing) -> bool:
    return _applies(filing) and worst(filing) != NO_PATHOGEN


def _is_registered(filing: Filing) -> bool:
    return filing.registration is not None


def _has_genetic_approval(filing: Filing) -> bool:
    return filing.genetic_approval is not None


def _headline(filing: Filing) -> Text:
    way, first = DIRECTIONS.options[filing.direction], filing.articles[0]
    return Text(f"{way.zh} · {first.name} · {filing.unit_name}", f"{way.en} · {first.english} · {filing.unit_name}")


procedure = Procedure(
    code="biological-materials",
    title=Text("生物材料进出境审批与快速通关", "Biological materials: approval and fast crossing"),
    summary=Text(
        "微生物、人体组织、生物制品、血液制品和动物源性材料：先申请卫生检疫审批，低风险的简化审批；审批单在三、六或十二个月内可分批使用。"
        "凭单进出境的审单数小时内完成，低风险的审单即放，高风险的即到即检，入境后三十日内申报后续监管。",
        "Microorganisms, human tissue, biological products, blood and animal material: an approval first, decided "
        "simply at low risk, usable in batches for three, six or twelve months. On it papers take hours; low risk goes "
        "on the papers, high risk is checked on arrival and reported for supervision within thirty days.",
    ),
    basis=("guangzhou-2019#9", "special-articles#approval", "special-articles#validity", "special-articles#batches"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"biological-{filing.office}-{year}",
        lambda filing, year, n: f"BM-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="biological-material",
    audience=("importer", "exporter", "customs-broker"),
    principal=lambda filing: filing.unit_uscc,
    priority=lambda filing: -1 if filing.path == USE else 0,
    headline=_headline,
    documents=(
        Document("description", Text("物品描述性材料", "Description"), "special-articles#approval", _applies),
        Document(
            "unit",
            Text("单位生物安全与储存条件", "The unit's biosafety and storage"),
            "special-articles#first-time",
            _is_first,
        ),
        Document(
            "health-approval",
            Text("卫生健康部门批准文件", "Approval of the health authority"),
            "special-articles#pathogens",
            _has_pathogens,
        ),
        Document(
            "registration",
            Text("药品或医疗器械注册证", "Registration as drug or device"),
            "special-articles#drugs",
            _is_registered,
        ),
        Document(
            "genetic",
            Text("人类遗传资源出境证明", "Certificate on genetic material"),
            "genetic-resources#export",
            _has_genetic_approval,
        ),
        Document(
            "packing-list",
            Text("装箱清单与温控方案", "Packing list and temperature plan"),
            "special-articles#inspection",
            _uses,
        ),
    ),
    takes_back=TAKEN_BACK,
    flow=lambda limit: approval(limit).when(applies) | crossing(limit).when(uses),
)
