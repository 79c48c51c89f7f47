"""What is told of a bill whose manifest is changed: the whole bill when added, else what is another than before."""

from kouan.blueprint import Facts
from kouan.kernel.event import ObjectRef
from kouan.procedures._manifest.rules_conveyance import EXPORT, IMPORT
from kouan.procedures._manifest.telling import Told, of_bill, stated
from kouan.procedures.manifest_amendment.form import ORIGINAL, Filing


def added(facts: Facts, thing: ObjectRef) -> Told:
    """The bill as it stands from now on."""
    filing: Filing = facts.filing
    return _on_its_way(filing) | stated(of_bill(filing.bills[0]))


def changed(facts: Facts, thing: ObjectRef) -> Told:
    """``changes``: item, box where it is of one, before and after."""
    filing: Filing = facts.filing
    return _on_its_way(filing) | {"changes": [change.as_json() for change in filing.changes]}


def deleted(facts: Facts, thing: ObjectRef) -> Told:
    """On which ground it goes."""
    filing: Filing = facts.filing
    return _on_its_way(filing) | {"ground": filing.ground}


def _on_its_way(filing: Filing) -> Told:
    carried = {"call": filing.call, "conveyance": filing.conveyance, "voyage": filing.voyage}
    return stated({"direction": IMPORT if filing.kind == ORIGINAL else EXPORT, **carried})
