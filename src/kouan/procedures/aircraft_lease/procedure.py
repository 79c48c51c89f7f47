"""飞机租赁：区内项目公司租赁进口飞机（guangzhou-2019#27）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.aircraft_lease.flow import flow, is_elsewhere
from kouan.procedures.aircraft_lease.form import END, ENTRY, OCCASIONS, RENT, Filing
from kouan.procedures.aircraft_lease.rules import RULES


def _enters(filing: Filing) -> bool:
    return filing.occasion == ENTRY


def _is_rent(filing: Filing) -> bool:
    return filing.occasion == RENT


def _ends(filing: Filing) -> bool:
    return filing.occasion == END


def _is_entrusted(filing: Filing) -> bool:
    return filing.occasion != RENT and is_elsewhere(filing)


def _asks_for_subsidy(filing: Filing) -> bool:
    return filing.subsidy


def _headline(filing: Filing) -> Text:
    words, what = OCCASIONS.options[filing.occasion], f"{filing.aircraft.kind} MSN {filing.aircraft.serial}"
    return Text(f"{filing.firm_name} · {what} · {words.zh}", f"{filing.firm_name} · {what} · {words.en}")


procedure = Procedure(
    code="aircraft-lease",
    title=Text("飞机租赁", "Aircraft lease"),
    summary=Text(
        "综保区项目公司租赁进口飞机：首期、后续租金和期满各办一次，凭制造序号连成一串；飞机在其他关区的由当地海关受托监管，"
        "不必飞到区内；租金付后十五日内纳税，补贴可以同时申请。",
        "Lessors in the zone lease aircraft from abroad: the import, each later rent and the end are filed one by one, "
        "tied together by the serial number. Where the aircraft is in another district, customs there act on request. "
        "Rent is taxed within fifteen days of being paid, and the subsidy may be asked for at the same time.",
    ),
    basis=("guangzhou-2019#27", "state-council-2019-3#leasing", "order-272#rent", "order-272#lease-end"),
    lead="customs",
    category=Text("保税业务", "Bonded business"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("AL"),
    object_kind="aircraft-lease",
    audience=("importer", "exporter", "warehouse", "customs-broker"),
    principal=lambda filing: filing.firm_uscc,
    headline=_headline,
    documents=(
        Document("lease", Text("租赁合同", "Lease contract"), "order-272#rent"),
        Document("purchase", Text("购机合同或发票", "Purchase contract or invoice"), "gacc-docs#invoice", _enters),
        Document("rent", Text("租金发票和付款凭证", "Invoice and payment of the rent"), "order-272#rent", _is_rent),
        Document("end", Text("退租、留购或续租协议", "Agreement on the end"), "order-272#lease-end", _ends),
        Document(
            "request",
            Text("异地委托监管申请", "Request for supervision elsewhere"),
            "state-council-2019-3#leasing",
            _is_entrusted,
        ),
        Document(
            "subsidy", Text("补贴申请材料", "Application for the subsidy"), "guangzhou-2019#27", _asks_for_subsidy
        ),
        Document(
            "certificates",
            Text("国籍登记证和适航证", "Registration and airworthiness"),
            "guangzhou-2019#27",
            required=False,
        ),
    ),
    flow=flow,
)
