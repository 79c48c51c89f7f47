"""国际航行船舶进口岸：一单多报（haiyang-2020#11），联合登临一次（guangzhou-2019#8）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.kernel.clock import SHANGHAI
from kouan.procedures.vessel_entry.flow import flow
from kouan.procedures.vessel_entry.form import Filing
from kouan.procedures.vessel_entry.rules_cargo import CARGO_RULES
from kouan.procedures.vessel_entry.rules_notices import NOTICE_RULES
from kouan.procedures.vessel_entry.rules_people import LANDING_RULES
from kouan.procedures.vessel_entry.rules_voyage import VOYAGE_RULES

PERSONAL = frozenset({"crew", "passengers", "effects", "health"})
"""Parts that tell of persons: never published, whatever becomes of the case."""


def _is_suspect(filing: Filing) -> bool:
    return filing.health.is_suspect


def _headline(filing: Filing) -> Text:
    eta = f"{filing.eta.astimezone(SHANGHAI):%m-%d %H:%M}"
    return Text(f"{filing.ship} {filing.voyage} · 预抵 {eta}", f"{filing.ship} {filing.voyage} · due {eta}")


procedure = Procedure(
    code="vessel-entry",
    title=Text("国际航行船舶进口岸", "Entry of an international ship"),
    summary=Text(
        "船舶数据报一次，海事、海关、边检和港口同时审核；要登临的机关合成一次联合登临、一份记录。",
        "Ship data filed once and reviewed by maritime, customs, border and port at the same time; "
        "agencies that must board do so once, together, with one record.",
    ),
    basis=(
        "vessel-entry#seven-days",
        "haiyang-2020#11",
        "haiyang-2020#2",
        "guangzhou-2019#8",
        "fal-convention#single-window",
    ),
    lead="msa",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=(*VOYAGE_RULES, *LANDING_RULES, *CARGO_RULES, *NOTICE_RULES),
    documents=(
        Document(
            "ship-certificates", Text("船舶证书", "Ship's certificates"), "vessel-entry#documents", required=False
        ),
        Document(
            "crew-documents", Text("船员证件", "Crew documents"), "border-inspection-regulation#lists", required=False
        ),
        Document("medical-log", Text("航海日志医疗记录", "Medical log"), "border-health-law#declare", _is_suspect),
    ),
    flow=flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("VE"),
    object_kind="vessel-entry",
    audience=("ship-agent", "carrier"),
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
