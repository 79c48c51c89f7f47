"""What if: real consignments replayed under other arrangements, before anybody orders them."""

from kouan.modules.timing.replaying.asking import WhatIf, what_if
from kouan.modules.timing.replaying.chain import Chain, Step
from kouan.modules.timing.replaying.gains import Gain
from kouan.modules.timing.replaying.levers import Advance, Cap, Guarantee, Lever, Open, Parallel, fitting
from kouan.modules.timing.replaying.library import chain_of
from kouan.modules.timing.replaying.outcome import Change, Replayed, StageChange
from kouan.modules.timing.replaying.parsing import read as read_chain
from kouan.modules.timing.replaying.recording import widened
from kouan.modules.timing.replaying.refusing import Unfit
from kouan.modules.timing.replaying.spelling import levers, spelled
from kouan.modules.timing.replaying.telling import MODEL, assumes, title, unknown

__all__ = [
    "MODEL",
    "Advance",
    "Cap",
    "Chain",
    "Change",
    "Gain",
    "Guarantee",
    "Lever",
    "Open",
    "Parallel",
    "Replayed",
    "StageChange",
    "Step",
    "Unfit",
    "WhatIf",
    "assumes",
    "chain_of",
    "fitting",
    "levers",
    "read_chain",
    "spelled",
    "title",
    "unknown",
    "what_if",
    "widened",
]
