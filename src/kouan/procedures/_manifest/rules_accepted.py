"""What customs accepted stands: later steps add to a manifest, changes of it are asked for."""

from collections.abc import Iterator
from typing import Any

from kouan.blueprint import Circumstances, Finding, Form, rule
from kouan.procedures._manifest.shape import Manifest

CARRIED_BY = ("direction", "mode", "call", "imo", "conveyance", "flight", "voyage")
_OTHER_DATA: Any = {"freight": True, "boxes": {"__all__": {"fullness", "seal"}}}
"""What may follow after the main data (gacc-2010-70#other-items)."""


def _main(bill: Form) -> dict[str, Any]:
    return bill.model_dump(exclude=_OTHER_DATA)


def _is_whole(value: object) -> bool:
    """Whether nothing in it was missing or malformed, of which the fields speak themselves."""
    if isinstance(value, Form):
        return all(name in value.__dict__ and _is_whole(value.__dict__[name]) for name in type(value).model_fields)
    return all(map(_is_whole, value)) if isinstance(value, list) else True


@rule("main-changed", basis="order-172#change")
def accepted_data_stand(filing: Manifest, on: Circumstances) -> Iterator[Finding]:
    """舱单接受以后，主要数据不能在此改动；要改的请办理舱单变更。
    | Main data stand once they were accepted and are not changed here; ask for a change of the manifest.
    """
    before: Any = on.before
    if before is None or not on.outcome("accept"):
        return
    then, now = before.__dict__, filing.__dict__
    yield from (name for name in CARRIED_BY if name in now and then[name] != now[name])
    if filing.bills and len(before.bills) != len(filing.bills):
        yield "bills"
        return
    for at, (was, bill) in enumerate(zip(before.bills, filing.bills, strict=False)):
        if _is_whole(bill) and _main(was) != _main(bill):
            yield "bills", at
