"""The check against what the terminal reported, and the certificate itself."""

import json
from hashlib import sha256
from typing import Any

from kouan.blueprint import Computed, Facts, Text, Way
from kouan.kernel.clock import local_date
from kouan.procedures.non_shipment_certificate.form import Filing

ABSENT, UNSEEN, LOADED = "absent", "unseen", "loaded"
CHECKED = (
    Way(ABSENT, Text("没有装船记录", "No record of loading")),
    Way(UNSEEN, Text("系统没有该货物的记录，须实地核查", "Not on record here, to be looked at on the spot")),
    Way(LOADED, Text("已有装船记录，不予签发", "Loaded by the record, no certificate"), ends=True),
)


def check(facts: Facts) -> Computed:
    """What the record of loading says of each container; goods without containers leave no such record."""
    filing, on = facts.filing, facts.circumstances
    seen = {box.number: on.objects.get(("container", box.number)) for box in filing.boxes}
    loaded = {number: known["loaded_at"] for number, known in seen.items() if known and known.get("loaded_at")}
    if loaded:
        said = ", ".join(f"{number} ({at})" for number, at in loaded.items())
        return Computed(LOADED, f"已有装船记录：{said} | On record as loaded: {said}", {"loaded": loaded})
    unknown = [number for number, known in seen.items() if not known]
    if unknown or not seen:
        return Computed(UNSEEN, "", {"unseen": unknown})
    return Computed(ABSENT, "", {"absent": list(seen)})


def is_unseen(facts: Facts) -> bool:
    """系统没有装载记录可核对 | There is no record of loading to check against"""
    return facts.outcome("check") == UNSEEN


def _content(filing: Filing) -> dict[str, Any]:
    return {
        "declaration": filing.declaration,
        "exporter": filing.exporter_uscc,
        "bill": filing.bill,
        "whole": filing.whole,
        "containers": [box.number for box in filing.boxes],
        "lines": [
            {"number": line.number, "quantity": f"{line.quantity:f}", "unit": line.unit} for line in filing.lines
        ],
    }


def issue(facts: Facts) -> Computed:
    """The certificate. Its code is a digest of what it says with a secret of the case: nobody can make one up."""
    content = _content(facts.filing)
    sealed = json.dumps(content, sort_keys=True, ensure_ascii=False) + facts.entropy
    code = sha256(sealed.encode()).hexdigest()[:16].upper()
    number = f"WCY{content['declaration']}-{code[:4]}"
    issued = local_date(facts.outcomes["review"].at)
    return Computed("issued", "", {"number": number, "code": code, "issued_on": issued.isoformat(), **content})
