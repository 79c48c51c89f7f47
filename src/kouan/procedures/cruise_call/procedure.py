"""邮轮靠泊（guangzhou-2019#18）：简化证件和手续，进出口岸、旅客登陆归船一个事项办完。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._vessel.rules import PEOPLE_RULES, SHIP_RULES
from kouan.procedures._vessel.voyage import VOYAGE_RULES
from kouan.procedures.cruise_call.flow import flow
from kouan.procedures.cruise_call.form import Filing
from kouan.procedures.cruise_call.rules_landing import LANDING_RULES
from kouan.procedures.cruise_call.rules_leaving import LEAVING_RULES

PERSONAL = frozenset({"crew", "passengers", "groups", "missing", "embarking", "health"})


def _is_suspect(filing: Filing) -> bool:
    return filing.health.is_suspect


def _has_groups(filing: Filing) -> bool:
    return bool(filing.groups)


def _headline(filing: Filing) -> Text:
    eta = f"{filing.eta.astimezone(SHANGHAI):%m-%d %H:%M}"
    who = f"{filing.ship} {filing.voyage}"
    count = filing.passenger_count
    return Text(f"{who} · 旅客 {count} 人 · 预抵 {eta}", f"{who} · {count} passengers · due {eta}")


procedure = Procedure(
    code="cruise-call",
    title=Text("邮轮靠泊", "Call of a cruise ship"),
    summary=Text(
        "母港和访问邮轮一次申报：海事、海关、边检、港口同时审核，至多登临一次；免签团按团核对，离港时逐人清点归船，再并联放行。",
        "Cruise ships file once for the whole call: maritime, customs, border and port review together and board once "
        "at most; visa-free groups are checked as groups, everybody ashore is counted back before the ship is cleared.",
    ),
    basis=(
        "guangzhou-2019#18",
        "cruise-visa-free#group",
        "cruise-quarantine#modes",
        "vessel-entry#seven-days",
        "vessel-entry#exit-permit",
    ),
    lead="msa",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=(*SHIP_RULES, *VOYAGE_RULES, *PEOPLE_RULES, *LANDING_RULES, *LEAVING_RULES),
    documents=(
        Document(
            "ship-certificates", Text("船舶证书", "Ship's certificates"), "vessel-entry#documents", required=False
        ),
        Document("medical-log", Text("医疗日志", "Medical log"), "cruise-quarantine#declare", _is_suspect),
        Document(
            "group-lists",
            Text("旅游团名单和接待计划", "Group lists and programmes"),
            "cruise-visa-free#group",
            _has_groups,
        ),
    ),
    flow=flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("CRU"),
    object_kind="cruise-call",
    audience=("ship-agent", "carrier"),
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
