"""The module's words in both languages."""

from collections.abc import Mapping

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text

DIRECTIONS: Mapping[str, Text] = {"import": Text("进口", "Import"), "export": Text("出口", "Export")}
CARGO: Mapping[str, Text] = {
    "container": Text("集装箱", "Containers"),
    "bulk": Text("散货", "Bulk"),
    "break-bulk": Text("件杂货", "Break bulk"),
    "roro": Text("滚装", "Roll-on roll-off"),
}
CARRIER, TERMINAL = "carrier", "terminal"
AUTHORITIES: Mapping[str, Text] = {
    **{code: agency.title for code, agency in AGENCIES.items()},
    CARRIER: Text("船公司", "Carrier"),
    TERMINAL: Text("码头", "Terminal"),
}
AIR = "air"
MODES: Mapping[str, Text] = {
    "container-ship": Text("集装箱船", "Container ship"),
    "other-ship": Text("非集装箱船", "Other ship"),
    "rail": Text("铁路列车", "Train"),
    "road": Text("公路车辆", "Road vehicle"),
    AIR: Text("航空器", "Aircraft"),
}
CALL_STATUS: Mapping[str, Text] = {
    "expected": Text("预计抵港", "Expected"),
    "arrived": Text("已抵港", "Arrived"),
    "berthed": Text("靠泊中", "Alongside"),
    "departed": Text("已离港", "Departed"),
}
PLACES: Mapping[str, Text] = {
    "expected": Text("未到港", "Not here yet"),
    "aboard": Text("在船上", "On board"),
    "yard": Text("在堆场", "In the yard"),
    "inspection": Text("在查验场地", "At the inspection site"),
    "truck": Text("已装车", "On the truck"),
    "out": Text("已出闸", "Left by the gate"),
    "loaded": Text("已装船", "On the ship"),
}
# Moves of a box that can be corrected, by event kind.
BOX_MOVES: Mapping[str, Text] = {
    "discharged": Text("卸船", "Discharged"),
    "tallied": Text("理货", "Tallied"),
    "gated-in": Text("进闸", "Gate-in"),
    "moved-to-inspection": Text("调至查验场地", "Moved to inspection"),
    "returned-to-yard": Text("调回堆场", "Returned to the yard"),
    "loaded": Text("装船", "Loaded"),
    "gated-out": Text("出闸", "Gate-out"),
}
EVENTS: Mapping[str, Text] = {
    **BOX_MOVES,
    "call-announced": Text("航次预报", "Call announced"),
    "call-updated": Text("航次变更", "Call updated"),
    "arrived": Text("抵港", "Arrived"),
    "berthed": Text("靠泊", "Alongside"),
    "departed": Text("离港", "Departed"),
    "manifested": Text("舱单申报", "Manifested"),
    "manifest-amended": Text("舱单变更", "Manifest amended"),
    "manifest-deleted": Text("舱单删除", "Taken off the manifest"),
    "declared": Text("报关", "Declared"),
    "carrier-released": Text("船公司放货", "Released by the carrier"),
    "hold-placed": Text("扣留", "Held"),
    "hold-lifted": Text("解除扣留", "Hold lifted"),
    "inspection-ordered": Text("下达查验指令", "Inspection ordered"),
    "inspection-planned": Text("计划调箱", "Move planned"),
    "inspection-cleared": Text("查验完毕", "Inspection cleared"),
    "released": Text("放行", "Released"),
    "release-revoked": Text("放行撤销", "Release revoked"),
    "gate-alarm": Text("扣留箱强行出闸或装船报警", "Alarm: held box at the gate or crane"),
    "alarm-acknowledged": Text("报警已处置", "Alarm seen to"),
    "direct-pickup-requested": Text("申请船边直提", "Ship-side pick-up requested"),
    "direct-pickup-granted": Text("船边直提", "Picked up at the ship's side"),
    "direct-pickup-fell-back": Text("船边直提转入堆场", "Pick-up fell back to the yard"),
    "direct-pickup-booked": Text("预约船边直提", "Ship-side pick-up booked"),
    "direct-pickup-cancelled": Text("取消船边直提预约", "Ship-side pick-up called off"),
    "direct-loading-booked": Text("预约抵港直装", "Loading on arrival booked"),
    "direct-loading-cancelled": Text("取消抵港直装预约", "Loading on arrival called off"),
    "inspection-booked": Text("预约查验", "Inspection booked"),
    "inspection-cancelled": Text("取消查验预约", "Inspection called off"),
    "sale-permitted": Text("准许销售或使用", "May be sold or used"),
    "sale-withdrawn": Text("撤销准许销售或使用", "No longer to be sold or used"),
    "barge-space-booked": Text("驳船舱位成立", "Space on a barge booked"),
    "barge-space-cancelled": Text("驳船舱位收回", "Space on a barge given back"),
    "barge-space-rolled": Text("驳船未装，顺延下一班", "Not loaded, waits for the next barge"),
    "border-permit-issued": Text("核发边检许可", "Border inspection permit issued"),
    "border-permit-revoked": Text("撤销边检许可", "Border inspection permit taken back"),
    "passengers-landed": Text("旅客入境检查完毕", "Passengers have landed"),
    "corrected": Text("更正", "Corrected"),
}
APPOINTMENTS: Mapping[str, Text] = {
    "pickup": Text("船边直提", "Ship-side pick-up"),
    "loading": Text("抵港直装", "Loading on arrival"),
}
HOLD_REASONS: Mapping[str, Text] = {
    "taken-back": Text("放行已收回", "the release was taken back"),
    "origin": Text("原产地待核查", "its origin is under verification"),
    "cold-chain": Text("冷链封志和温度待核对", "seals and temperatures are yet to be verified"),
    "crossing": Text("过境查获", "found at a crossing"),
}
PICKUP_CONDITIONS: Mapping[str, Text] = {
    "not-declared-early": Text("未在船舶抵港前申报", "it was not declared before the ship arrived"),
    "not-released": Text("尚未放行", "it is not released yet"),
    "held": Text("有扣留", "it is held"),
    "carrier-not-released": Text("船公司尚未放货", "the carrier has not released it"),
}


def reason_title(reason: str) -> Text:
    """Why something is held: a code of a procedure in words; what an officer wrote stands for itself."""
    return HOLD_REASONS.get(reason, Text(reason, reason))


def authority_title(code: str) -> Text:
    """The name of an authority; an unknown code stands for itself."""
    return AUTHORITIES.get(code, Text(code, code))


def authorities_title(codes: list[str]) -> Text:
    """Several names in a row."""
    titles = [authority_title(code) for code in codes]
    return Text("、".join(title.zh for title in titles), ", ".join(title.en for title in titles))
