"""A week of import boxes straight onto the log: some declared in advance, the others one after the other."""

from kouan.kernel.event import ObjectRef
from tests.modules.web.exports import TERMINAL, box, copy, tell

CALL, LATE, PICK_UP = "VC-2026-000777", 8, 10
"""The first LATE boxes are filed after they came; all are picked up so many hours after they are free to go."""
CAME = -60
_TALLIED = 6


def a_week_in(boxes: int = 12) -> None:
    """Boxes of one ship, a bill each."""
    tell(f"call/{CALL}", "call-announced", -200, {"terminal": TERMINAL}, ObjectRef("vessel-call", CALL, ""))
    for at in range(boxes):
        _box(at)
    copy()


def filed(at: int) -> int:
    """Hours before the reference hour at which a box was filed, as a number below nothing."""
    return CAME + 8 + 2 * at if at < LATE else CAME - 12


def freed(at: int) -> int:
    """Three hours after the filing; as it arrives, where it was filed in advance."""
    return max(filed(at) + 3, CAME)


def left(at: int) -> int:
    return max(freed(at), CAME + _TALLIED) + PICK_UP


def _box(at: int) -> None:
    bill = f"CWLYM{at:06}"
    listed = [{"container": box(at), "id": f"{box(at)}/{CALL}", "iso_type": "45G1"}]
    said = {"boxes": listed, "call": CALL, "direction": "import"}
    of_bill, of_box = ObjectRef("bill", bill, ""), ObjectRef("container", box(at), "")
    tell(f"bill/{bill}", "manifested", -190, said, of_bill, ObjectRef("vessel-call", CALL, "call"), of_box)
    tell(f"bill/{bill}", "arrived", CAME, {}, of_bill)
    tell(f"bill/{bill}", "filed", filed(at), {}, ObjectRef("bill", bill, "bill_number"))
    tell(f"bill/{bill}", "declared", filed(at), {}, of_bill)
    for kind, hours in (
        ("discharged", CAME + 5),
        ("tallied", CAME + _TALLIED),
        ("released", freed(at)),
        ("gated-out", left(at)),
    ):
        objects = (of_box, ObjectRef("bill", bill, "part"), ObjectRef("vessel-call", CALL, "call"))
        tell(f"container/{box(at)}/{CALL}", kind, hours, {"terminal": TERMINAL}, *objects)
