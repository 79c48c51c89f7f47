"""Advance rulings through the services: what a firm applies for, and how customs rules."""

from datetime import timedelta
from typing import Any

from kouan.blueprint import Attached
from kouan.engine import commands as ask
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import now
from kouan.modules.cases import public as cases
from kouan.modules.cases.services.uploads import upload
from kouan.modules.parties.public import Viewer
from kouan.procedures import scenarios_text

from .people import officer, trader

RULING, APPLICANT = "advance-ruling", "91390200MA2600487T"
CUSTOMS = officer("customs", "officer", "rulings")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
RULED = {
    "ruling": "该货品为滚子螺杆传动装置，额定动载荷 212 千牛，由澄湾北辰精密制造有限公司申请，归入 8483.40。",
    "code": "8483409000",
    "legal_basis": "《税则》归类总规则一及六",
    "note": "与 PRS-48x10 实物一致，联系人已核",
}
# What of the application and of the decision no stranger may read anywhere.
UNPUBLISHED = (
    "北辰",
    APPLICANT,
    "3902221008",
    "陈知远",
    "2208800",
    "PRS-48x10",
    "212 千牛",
    "联系人已核",
    "materials.pdf",
)


def applied(me: Viewer | None = None, **changes: Any) -> dict[str, Any]:
    """An application with its papers, whose trade lies ahead of today; ``changes``: fields of the form."""
    me = me or trader(APPLICANT)
    story = next(each for each in read_scenarios(scenarios_text(RULING)) if each.name == "ruled-and-published")
    form = {**story.form, "planned_on": (now() + timedelta(days=200)).date().isoformat(), **changes}
    papers = [upload(me, f"{document.kind}.pdf", PDF + document.kind.encode()) for document in story.documents]
    documents = [
        Attached(document.kind, paper.file, paper.name) for document, paper in zip(story.documents, papers, strict=True)
    ]
    return cases.file_case(me, RULING, form, documents)


def ruled(**changes: Any) -> dict[str, Any]:
    """A ruling made, and published unless the applicant does not agree."""
    case = applied(**changes)
    cases.act(CUSTOMS, case["id"], ask.Decide("accept", "accept"))
    return cases.act(CUSTOMS, case["id"], ask.Decide("decide", "ruled", data=RULED))
