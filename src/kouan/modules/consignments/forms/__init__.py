"""What is reported to the port: one form a verb. The same class checks a page's input, a message's and a call's."""

from kouan.modules.consignments.forms.calls import AnnounceCall, Berthing, CallMove, Departure, UpdateCall
from kouan.modules.consignments.forms.controls import (
    AcknowledgeAlarm,
    CarrierRelease,
    CorrectMove,
    DirectPickup,
    GoodsArrived,
    LiftHold,
    PlaceHold,
    PlanInspection,
)
from kouan.modules.consignments.forms.manifest import Manifest, ManifestBox
from kouan.modules.consignments.forms.moves import (
    BoxMove,
    Discharge,
    GateIn,
    GateOut,
    Load,
    MoveToInspection,
    ReturnToYard,
    Tally,
    TallyBill,
)
from kouan.modules.consignments.forms.report import Report

__all__ = [
    "AcknowledgeAlarm",
    "AnnounceCall",
    "Berthing",
    "BoxMove",
    "CallMove",
    "CarrierRelease",
    "CorrectMove",
    "Departure",
    "DirectPickup",
    "Discharge",
    "GateIn",
    "GateOut",
    "GoodsArrived",
    "LiftHold",
    "Load",
    "Manifest",
    "ManifestBox",
    "MoveToInspection",
    "PlaceHold",
    "PlanInspection",
    "Report",
    "ReturnToYard",
    "Tally",
    "TallyBill",
    "UpdateCall",
]
