"""Refused commands: one sentence each, in both languages. A refused command changes nothing."""

from collections.abc import Iterable

from kouan.blueprint.problem import Problem
from kouan.kernel.text import Text


class Refused(Exception):  # noqa: N818 - the field's word: a command is refused
    """Why a command cannot be done. ``problems`` holds at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path} {p.message.en}".strip() for p in self.problems))


_STATUS = {
    "open": Text("办理中", "open"),
    "returned": Text("已退回补正", "returned for correction"),
    "suspended": Text("已中止", "suspended"),
    "done": Text("已办结", "done"),
    "refused": Text("不予同意", "refused"),
    "lapsed": Text("逾期终止", "lapsed"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "void": Text("已作废", "void"),
}


def status_text(status: str) -> Text:
    """The words for a case's status."""
    return _STATUS[status]


def refuse(code: str, zh: str, en: str, **values: object) -> Refused:
    """One refusal with one sentence."""
    return Refused([Problem(code, "", Text(zh, en).fill(**values), "")])


def wrong_status(status: str) -> Refused:
    """The case is in a state that does not allow the command."""
    return refuse(
        "wrong-status",
        "事项{status}，不能进行此操作。",
        "The case is {status}; this cannot be done now.",
        status=status_text(status),
    )


def not_open(title: Text) -> Refused:
    """The step is not open: done already, or its turn has not come."""
    return refuse("step-not-open", "“{step}”环节未在办理中。", "The step “{step}” is not open.", step=title)


def not_yours(holder: Text) -> Refused:
    """Somebody else's step or command."""
    return refuse("not-yours", "此操作由{holder}办理。", "This is for {holder} to do.", holder=holder)


def needs_reason() -> Refused:
    """A reason is required."""
    return refuse("reason-missing", "请填写理由。", "A reason is required.")
