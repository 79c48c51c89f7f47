"""People for the tests of cases: viewers as the parties module makes them."""

from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer

IMPORTER, BROKER, RIVAL = "91510100569680768F", "913301007654812994", "91110000100000347D"
FILING = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12"}]}
HOT = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12", "hot_work": True}]}
CODE = "ship-repair-notice"


def trader(party: str, person: str = "clerk") -> Viewer:
    """Somebody at a firm."""
    scopes = frozenset({"read", "file", "webhook"})
    return Viewer(1, person, Text("李", "Li"), party, Text("公司", "Firm"), "trader", scopes=scopes)


def officer(agency: str, person: str = "officer", *desks: str) -> Viewer:
    """Somebody at an agency."""
    return Viewer(
        2, person, Text("王", "Wang"), agency, Text("机关", "Agency"), "agency", agency=agency,
        desks=frozenset(desks), scopes=frozenset({"read", "decide"}),
    )  # fmt: skip
