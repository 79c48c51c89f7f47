"""Make a store ready to be filed into; prints ``{token, code, body, long}`` as JSON. Run with Kouan's variables set.

``body``: a filing of 60 fields, one commodity in one container at a price that includes freight; ``long``: the
procedure's ordinary filing whole, 106 fields, two commodities in two containers.
"""

import json
import os
from decimal import Decimal
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "kouan.runtime.settings"

import django

django.setup()

from django.core.management import call_command

from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import now
from kouan.kernel.identifiers import uscc_check
from kouan.kernel.text import Text
from kouan.modules.cases.public import upload
from kouan.modules.consignments.public import (
    AnnounceCall,
    CallMove,
    Manifest,
    ManifestBox,
    announce_call,
    record_arrival,
    register_manifest,
)
from kouan.modules.parties.public import (
    SYSTEM_VIEWER,
    Account,
    Post,
    Viewer,
    add_staff,
    create_organisation,
    create_token,
    register_agencies,
    viewer_for_person,
)
from kouan.procedures import scenarios_text

CODE = "import-declaration"
FIELDS = 60
_HEAD = (
    *("freight", "insurance", "other_packages", "marks", "remarks", "yard"),
    *("consignor_aeo", "consignor_address", "formula_price", "provisional_price"),
)
_OF_PARTS = ("lines/0/english_name", "lines/0/brand", "lines/0/model", "containers/0/shared", "containers/0/tare")
SHORTER = {
    "drop": ["/lines/0", "/containers/0", *(f"/{name}" for name in (*_HEAD, *_OF_PARTS))],
    "set": {
        "/delivery_terms": "1", "/packages": 6, "/gross_weight": "1520", "/net_weight": "1440",
        "/bill_number": "COSU6284512931", "/containers/1/number": "OOLU8452175", "/containers/1/lines": "1",
    },
}  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _ship(viewer: Viewer, uscc: str, form: dict[str, Any]) -> None:
    """The ship that a filing names, announced."""
    call = AnnounceCall(
        number="VC-BENCH", imo="9074729", ship=form["conveyance"], voyage_in=form["voyage"], eta=now(), terminal=uscc,
        happened_at=now(),
    )  # fmt: skip
    announce_call(viewer, call)


def _manifest(viewer: Viewer, uscc: str, form: dict[str, Any]) -> None:
    """The bill that a filing names, as its carrier sent it."""
    boxes = [ManifestBox(container=box["number"]) for box in form["containers"]]
    manifest = Manifest(
        bill=form["bill_number"], call="VC-BENCH", direction="import", consignee=uscc, packages=form["packages"],
        gross_weight=Decimal(form["gross_weight"]), boxes=boxes, happened_at=now(),
    )  # fmt: skip
    register_manifest(viewer, manifest)


def main() -> None:
    """An importer with a clerk, a token and the procedure's ordinary filing with its documents."""
    call_command("migrate", verbosity=0)
    register_agencies()
    scenario = next(s for s in read_scenarios(scenarios_text(CODE)) if not s.problems)
    form = dict(scenario.form)
    uscc = form["consignee_uscc"]
    assert uscc_check(uscc[:17]) == uscc[17]
    form |= {f"agent_{part}": form[f"consignee_{part}"] for part in ("uscc", "name", "customs_code")}
    name, does = Text(form["consignee_name"], "Bench firm"), ["importer", "customs-broker", "ship-agent", "terminal"]
    create_organisation(SYSTEM_VIEWER, uscc, name, does, form["consignee_customs_code"])
    post = Post(Text("报关员", "Clerk"), administers=True)
    person = add_staff(SYSTEM_VIEWER, uscc, Account(Text("基准员", "Bench clerk"), "bench"), post)
    viewer = viewer_for_person(person.id)
    shorter = changed(form, SHORTER)
    assert _fields(shorter) == FIELDS
    _ship(viewer, uscc, form)
    for each in (form, shorter):
        _manifest(viewer, uscc, each)
    record_arrival(viewer, CallMove(call="VC-BENCH", happened_at=now()))
    token = create_token(viewer, "bench", ["read", "file"], days=30)
    stored = upload(viewer, "invoice.pdf", PDF)
    documents = [{"kind": d.kind, "file": stored.file, "name": stored.name} for d in scenario.documents]
    body, long = (json.dumps({"form": each, "documents": documents}, ensure_ascii=False) for each in (shorter, form))
    print(json.dumps({"token": token.secret, "code": CODE, "body": body, "long": long}))


def _fields(form: Any) -> int:
    """How many values somebody had to fill in."""
    if not isinstance(form, dict | list):
        return 1
    return sum(map(_fields, form.values() if isinstance(form, dict) else form))


if __name__ == "__main__":
    main()
