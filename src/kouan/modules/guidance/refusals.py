"""Why something is refused, in one sentence each."""

from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text

PORT_OFFICE_ONLY = Text("由口岸办办理。", "This is done by the port office.")
PAST = Text("截止日期应为今天或以后。", "The last day must be today or later.")
NOBODY = Text("没有单位属于所选类型。", "Nobody registered has one of these roles.")
TOO_MANY = Text("要抽 {n} 家，符合条件的只有 {all} 家。", "{n} are to be drawn, and there are only {all}.")
CLOSED = Text("本问卷已于 {day} 截止，不再收答卷。", "This survey closed on {day} and takes no more answers.")
STILL_OPEN = Text("问卷到 {day} 截止，截止后才能公布。", "The survey closes on {day} and can be published after that.")
PUBLISHED = Text("结果已经公布。", "The results are published already.")
REQUIRED = Text("这一题必答。", "This question must be answered.")
CHOOSE = Text("请从所列选项中选择。", "Choose from what is listed.")
NUMBER = Text("应为 0 或以上的数字，如 2.5。", "A number of 0 or more is needed, such as 2.5.")
AT_MOST = Text("最大为 {most}。", "{most} at most.")
LONG = Text("最多 {n} 个字。", "{n} characters at most.")
UNKNOWN = Text("问卷里没有“{code}”这一题。", "The survey has no question “{code}”.")
NEEDED = Text("请填写，最多 {n} 个字。", "This is needed, {n} characters at most.")
AGENCIES = Text("请选择至少一个部门。", "Choose at least one agency.")
NO_AGENCY = Text("没有代码为“{code}”的部门。", "There is no agency “{code}”.")
DUE = Text("办结期限应为今天或以后。", "It must be due today or later.")
OUTCOME = Text("请选择“已解决”或“未能解决”。", "Choose “solved” or “not solved”.")
HELD_LATER = Text("座谈会的日期不能在今天以后。", "The talk cannot have been held after today.")
PRESENT = Text("请选择到场的单位，至少一家。", "Name the firms that were there, one at least.")
NO_FIRM = Text("没有代码为“{code}”的企业。", "There is no firm with the code “{code}”.")
SAID_NOTHING = Text("该单位在这一题没有写意见。", "That firm wrote nothing there.")
NOT_THERE = Text("该单位没有出席这次座谈会。", "That firm was not at this talk.")


def refused(*wrong: tuple[str, str, Text]) -> Refused:
    """A refusal for each (code, JSON pointer, sentence)."""
    return Refused([Problem(code, path, message, "") for code, path, message in wrong])


def require(holds: bool, code: str, path: str, message: Text) -> None:
    """Refuse unless something holds."""
    if not holds:
        raise refused((code, path, message))


def words(said: str, path: str, most: int) -> str:
    """A text that must be there, trimmed."""
    said = said.strip()
    require(0 < len(said) <= most, "needed", path, NEEDED.fill(n=most))
    return said
