"""Why a limit is not published, in one sentence each."""

from collections.abc import Mapping

from kouan.blueprint.problem import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.timing.promises.model import Counts

CLAUSE = "shenzhen-2019#9"
NOT_ADMINISTRATOR = Text(
    "只有本单位的管理员可以公布作业时限。", "Only an administrator of the organisation can publish its time limits."
)
NOT_YOURS = Text("请选择本单位承担的作业。", "Choose an operation that your organisation carries out.")
LIMIT: Mapping[Counts, Text] = {
    "time": Text(
        "时限应为正整数的分钟或小时，或当日办结。",
        "The limit must be a whole number of minutes or hours, or the same day.",
    ),
    "rate": Text("时限应为每小时箱数，正整数。", "The limit must be a whole number of boxes an hour."),
    "share": Text("这项作业只承诺比例，不设时限。", "Of this operation only the share is pledged, without a limit."),
}
CLOCK = Text(
    "工作时间应写作 08:30-12:00 13:30-17:30，先后排列、互不重叠，且只用于以分钟、小时计的时限。",
    "Hours must be written as 08:30-12:00 13:30-17:30, in order and apart, and for limits in minutes or hours only.",
)
PLEDGED = Text("承诺比例应大于 0、不超过 100，单位为百分之一。", "The pledge must be above 0 and 100 percent at most.")
PUBLICATION = Text("请写明公布在哪里，不超过 200 字。", "Say where the limit is published, in 200 characters at most.")
ADDRESS = Text("网址应以 https:// 或 http:// 开头。", "The address must begin with https:// or http://.")
TOO_EARLY = Text(
    "变更或撤回最早从 {day} 起生效：已经开始计算的按原时限。",
    "A change or withdrawal holds from {day} at the earliest: what has begun is measured by the limit as it was.",
)
IN_THE_PAST = Text("时限最早从 {day} 起生效。", "A limit holds from {day} at the earliest.")
NO_LIMIT = Text(
    "那一天本单位没有“{operation}”的时限可撤回。",
    "On that day there is no limit of yours on “{operation}” to withdraw.",
)


def refused(*wrong: tuple[str, str, Text]) -> Refused:
    """A refusal for each (code, path into what was asked for, message)."""
    return Refused([Problem(code, path, message, CLAUSE) for code, path, message in wrong])


def require(holds: bool, code: str, path: str, message: Text) -> None:
    """Refuse unless something holds."""
    if not holds:
        raise refused((code, path, message))
