"""What a lever is called, what it assumes and what it does not know; and what every replay assumes."""

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.chain import Chain
from kouan.modules.timing.replaying.levers import Advance, Cap, Guarantee, Lever, Open, Parallel

MODEL = (
    Text(
        "每一步在它所等的步骤都完成后开始，用时与记录相同；海关等部门在办公时间内完成的，用去同样多的办公时间。",
        "Each step begins when all that it waits for is over, and takes as long as was recorded; what an office did"
        " within its hours takes as much of its hours.",
    ),
    Text(
        "放行时间 = max(货物齐备, 单证齐备) + 余下的用时。没有任何措施时，推演结果与记录相同，精确到微秒。",
        "Release = max(goods ready, documents ready) + what remains. Without a lever the replay is the record, to the"
        " microsecond.",
    ),
    Text(
        "不计排队：提前到达某一步的货物不会挤占别的货物，也不会因同时到达而等待。企业和部门的做法不因措施而改变。",
        "No queueing: what reaches a step sooner neither takes another's place nor waits because many come at once."
        " Nobody changes what they do because of the lever.",
    ),
    Text(
        "区间只反映换一批货物会有多大出入，并把每票视为互不相关；不含模型本身的误差。",
        "The interval says how much another set of consignments would differ, each taken by itself; the model's own"
        " error is not in it.",
    ),
)
"""What every replay assumes and does not know."""
_TITLES = {
    Parallel: Text("“{step}”与“{beside}”并行", "{step} beside {beside}"),
    Advance: Text(
        "提前申报占 {share}%（抵港前 {lead} 小时申报）", "{share}% filed in advance, {lead} h before arrival"
    ),
    Guarantee: Text("{share}% 凭担保代替先缴税", "A guarantee instead of payment first, {share}%"),
    Open: Text("办公时间改为{days} {hours}", "Office hours {hours}, {days}"),
    Cap: Text("“{step}”最长 {hours} 小时", "{step}: {hours} h at most"),
}
_ASSUMES = {
    Parallel: Text(
        "“{step}”在“{beside}”开始时就开始，用时不变；后面的步骤等两者都完成。",
        "{step} begins when {beside} does and takes as long as before; what comes after waits for both.",
    ),
    Advance: Text(
        "已经提前申报的计入比例；其余按申报时刻的 SHA-256 依次选取（同一报关单的箱子一并选取，与快慢无关，每次相同），"
        "改为抵港前 {lead} 小时申报，审单等步骤随之提前。",
        "Those filed in advance already count; the others are taken in the order of the SHA-256 of when they were filed"
        " (boxes of one declaration together; by nothing that has to do with speed; the same each time), are filed"
        " {lead} h before arrival, and review and the like move with them.",
    ),
    Guarantee: Text(
        "有缴税记录的，按缴税时刻的 SHA-256 依次选取 {share}%，放行不再等缴税；核定税款照旧。",
        "Of those that paid, {share}% in the order of the SHA-256 of when they paid: release no longer waits for the"
        " payment; duty is assessed as before.",
    ),
    Open: Text(
        "在现有办公时间内完成的步骤，按新的办公时间重新计时，所需办公时间不变；在办公时间以外完成的不变。",
        "Steps that were done within the present hours are timed anew by the new ones and take as much of them; what"
        " was done outside of hours stays.",
    ),
    Cap: Text(
        "超过 {hours} 小时的按 {hours} 小时计，其余不变。",
        "What took longer than {hours} h takes {hours} h; the rest stays.",
    ),
}
_UNKNOWN = {
    Parallel: Text(
        "不知道“{step}”是否要用“{beside}”的结果，也不知道人手是否够同时办理。",
        "Whether {step} needs what {beside} finds, and whether there are people to do both at once.",
    ),
    Advance: Text(
        "不知道提前申报的单证当时是否已经齐备，也不知道提前申报会不会多出修改。",
        "Whether the papers were there so early, and whether filing early brings more amendments.",
    ),
    Guarantee: Text(
        "不知道企业是否有足够的担保额度，也不计担保的费用。",
        "Whether the firms have guarantees large enough; what these cost is not counted.",
    ),
    Open: Text(
        "不知道延长的时间内是否有足够人手，也不知道企业是否会在这段时间里配合。",
        "Whether the added hours are fully staffed, and whether firms would be there in them.",
    ),
    Cap: Text(
        "不知道封顶靠什么做到：人手、场地或者少查几项，都没有计入。",
        "How the cap is kept: more people, more room or a shorter look; none of these is counted.",
    ),
}
_DAYS = {"working": Text("工作日", "working days"), "every": Text("每天", "every day")}


def title(lever: Lever, chain: Chain) -> Text:
    """What a lever is called."""
    return _TITLES[type(lever)].fill(**_values(lever, chain))


def assumes(lever: Lever, chain: Chain) -> Text:
    """What a lever takes for granted."""
    return _ASSUMES[type(lever)].fill(**_values(lever, chain))


def unknown(lever: Lever, chain: Chain) -> Text:
    """What a lever cannot know."""
    return _UNKNOWN[type(lever)].fill(**_values(lever, chain))


def _values(lever: Lever, chain: Chain) -> dict[str, object]:
    match lever:
        case Parallel(step, beside):
            return {"step": _called(chain, step), "beside": _called(chain, beside)}
        case Advance(share, lead):
            return {"share": f"{share.normalize():f}", "lead": f"{lead.normalize():f}"}
        case Guarantee(share):
            return {"share": f"{share.normalize():f}"}
        case Open(hours):
            spans = ", ".join(f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in hours.spans)
            return {"days": _DAYS[hours.days], "hours": spans}
        case Cap(step, most):
            return {"step": _called(chain, step), "hours": f"{most.normalize():f}"}


def _called(chain: Chain, name: str) -> Text:
    step = chain.step(name)
    return step.title if step else Text(name, name)
