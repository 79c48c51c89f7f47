"""Make a store ready to be filed into; prints ``{token, code, body}`` as JSON. Run with Kouan's variables set."""

import json
import os
from decimal import Decimal
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "kouan.runtime.settings"

import django

django.setup()

from django.core.management import call_command

from kouan.engine.scenario import read_scenarios
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
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _manifest(viewer: Viewer, uscc: str, form: dict[str, Any]) -> None:
    """The ship and the bill that the filing names, as its carrier sent them."""
    call = AnnounceCall(
        number="VC-BENCH", imo="9074729", ship=form["conveyance"], voyage_in=form["voyage"], eta=now(), terminal=uscc,
        happened_at=now(),
    )  # fmt: skip
    announce_call(viewer, call)
    boxes = [ManifestBox(container=box["number"]) for box in form["containers"]]
    manifest = Manifest(
        bill=form["bill_number"], call="VC-BENCH", direction="import", consignee=uscc, packages=form["packages"],
        gross_weight=Decimal(form["gross_weight"]), boxes=boxes, happened_at=now(),
    )  # fmt: skip
    register_manifest(viewer, manifest)
    record_arrival(viewer, CallMove(call="VC-BENCH", happened_at=now()))


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
    _manifest(viewer, uscc, form)
    token = create_token(viewer, "bench", ["read", "file"], days=30)
    stored = upload(viewer, "invoice.pdf", PDF)
    documents = [{"kind": d.kind, "file": stored.file, "name": stored.name} for d in scenario.documents]
    body = json.dumps({"form": form, "documents": documents}, ensure_ascii=False)
    print(json.dumps({"token": token.secret, "code": CODE, "body": body}))


if __name__ == "__main__":
    main()
