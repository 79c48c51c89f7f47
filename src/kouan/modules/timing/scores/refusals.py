"""Why a value is not entered, in one sentence each."""

from kouan.blueprint.problem import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text

CLAUSE = "shenzhen-2019#29"
NOT_PORT_OFFICE = Text("只有口岸办可以录入评分用的数值。", "Only the port office can enter values for the scores.")
COMPONENT = Text("请选择日志测不出的一项。", "Choose a component that the log cannot measure.")
VALUE = Text(
    "数值应为不小于 0、小于 100000 的数，最多两位小数。",
    "The value must be a number of 0 or more, below 100000, with two decimals at most.",
)
SINCE = Text("自哪天起应填今天（{day}）或更早的日期。", "The day from which it holds must be {day}, today, or earlier.")
SOURCE = Text("请写明数值来自哪里，不超过 200 字。", "Say where the value is from, in 200 characters at most.")
NOTHING_HELD = Text(
    "{day} 没有可撤回的数值：“{component}”。", "On {day} there is no value of “{component}” to take back."
)


def refused(*wrong: tuple[str, Text]) -> Refused:
    """A refusal for each (field of what was entered, message)."""
    return Refused([Problem(f"bad-{name}" if name else "not-yours", f"/{name}", said, CLAUSE) for name, said in wrong])
