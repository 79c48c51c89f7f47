"""From selection to release: what selected goods go through, and what that tells the terminal."""

from collections.abc import Callable

from kouan.blueprint import DONE, REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, review
from kouan.procedures._declaration.kinds import SEA
from kouan.procedures._declaration.selection import CLEAN, INSPECT, REVIEW

CUSTOMS = {"authority": "customs"}
ON_BOTH = ("bill", "container")
FINDINGS = "findings"


def _of_both(kind: str) -> tuple[Emit, ...]:
    return tuple(Emit(kind, of=each, data=CUSTOMS) for each in ON_BOTH)


def declared(mode: str, title: Text, direction: str) -> Way:
    """The way of acceptance for a clearance mode: the bill is declared."""
    return Way(mode, title, emits=(Emit("declared", of="bill", data={"mode": mode, "direction": direction}),))


SELECTED = (
    Way(CLEAN, Text("放行通道", "Let through")),
    Way(REVIEW, Text("单证审核", "Documents to be read")),
    Way(INSPECT, Text("布控查验", "To be inspected")),
)
INSPECTED = (
    Way("clean", Text("查验无异常", "Nothing found"), emits=_of_both("inspection-cleared")),
    Way(FINDINGS, Text("查验有异常", "Differences found"), adverse=True),
    REFUSE,
)
SETTLED = (
    Way("approve", Text("处置完毕，予以放行", "Settled, release"), emits=_of_both("inspection-cleared")),
    REFUSE,
)
RELEASED = (Way("done", DONE.title, emits=_of_both("hold-lifted")),)


def is_read(facts: Facts) -> bool:
    """被选中审单或查验 | Selected for review or inspection"""
    return facts.outcome("select") != CLEAN


def is_inspected(facts: Facts) -> bool:
    """被选中查验 | Selected for inspection"""
    return facts.outcome("select") == INSPECT


def has_findings(facts: Facts) -> bool:
    """查验有异常 | The inspection found differences"""
    return facts.outcome("inspection") == FINDINGS


def is_dangerous(facts: Facts) -> bool:
    """有危险货物 | Dangerous goods are declared"""
    return any(line.un_number for line in facts.filing.lines)


def is_dangerous_by_sea(facts: Facts) -> bool:
    """水运危险货物 | Dangerous goods by sea"""
    return facts.filing.transport_mode == SEA and is_dangerous(facts)


def accept(facts: Facts) -> Computed:
    """Accepted as what it was declared to be."""
    return Computed(facts.filing.clearance, "")


def read(limit: Callable[[str], Within], *beside: Flow) -> Flow:
    """Customs reads the documents; maritime and port see dangerous goods; all at the same time, with what is beside."""
    documents = review(
        "documents", "单证审核 | Document review", by="customs", desk="documents", within=limit("documents")
    )
    maritime = review(
        "maritime", "海事危险货物审核 | Maritime review", by="msa", desk="dangerous", within=limit("maritime")
    )
    storage = review(
        "storage",
        "港口危险货物作业审核 | Port dangerous goods review",
        by="port",
        desk="dangerous",
        within=limit("storage"),
    )
    customs: Flow = documents.when(is_read)
    for part in beside:
        customs = customs & part
    return customs & maritime.when(is_dangerous_by_sea) & storage.when(is_dangerous)


def opened(limit: Callable[[str], Within]) -> Flow:
    """Inspection, and the settling of what it found; only goods that have arrived get here."""
    return review(
        "inspection",
        "查验 | Inspection",
        by="customs",
        desk="inspection",
        within=limit("inspection"),
        ways=INSPECTED,
        opens=_of_both("inspection-ordered"),
    ).when(is_inspected) >> review(
        "discrepancy",
        "查验异常处置 | Settling the findings",
        by="customs",
        desk="release",
        within=limit("discrepancy"),
        ways=SETTLED,
    ).when(has_findings)
