"""Refused requests of the parties module: one sentence each, in both languages."""

from kouan.blueprint.problem import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.parties.viewer import Viewer


def refused(code: str, path: str, message: Text, clause: str = "") -> Refused:
    """A refusal with one problem at ``path`` (JSON pointer into what was asked for)."""
    return Refused([Problem(code, path, message, clause)])


def require(holds: bool, code: str, path: str, message: Text) -> None:
    """Refuse unless something holds."""
    if not holds:
        raise refused(code, path, message)


def require_administrator(by: Viewer, organisation: str) -> None:
    """Refuse unless ``by`` manages that organisation, or every organisation (port office, the system itself)."""
    holds = by.administers and (by.party == organisation or governs(by))
    require(
        holds,
        "not-administrator",
        "",
        Text("只有本单位的管理员可以办理。", "Only an administrator of the organisation can do this."),
    )


def governs(by: Viewer) -> bool:
    """Whether somebody may register organisations: the port office's administrators and the system itself."""
    return by.administers and (by.kind == "port-office" or by == SYSTEM_VIEWER)


SYSTEM_VIEWER = Viewer(
    person="",
    person_name=Text("系统", "The system"),
    party="system",
    party_name=Text("系统", "The system"),
    kind="system",
    administers=True,
)
