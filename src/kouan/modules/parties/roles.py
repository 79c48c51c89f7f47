"""What organisations do in the port, what that makes of the people in them, and what tokens may be allowed."""

from collections.abc import Iterable, Mapping

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text

AGENCY = "agency"
PORT_OFFICE = "port-office"

ROLES: Mapping[str, Text] = {
    "importer": Text("进口收货人", "Importer"),
    "exporter": Text("出口发货人", "Exporter"),
    "customs-broker": Text("报关企业", "Customs broker"),
    "forwarder": Text("货运代理", "Freight forwarder"),
    "carrier": Text("船公司", "Carrier"),
    "ship-agent": Text("船舶代理", "Ship agent"),
    "terminal": Text("码头", "Terminal operator"),
    "tally": Text("理货", "Tally company"),
    "tug": Text("拖轮", "Tug company"),
    "haulier": Text("集卡运输", "Haulier"),
    "warehouse": Text("仓储堆场", "Warehouse or depot"),
    "bank": Text("银行", "Bank"),
    "insurer": Text("保险机构", "Insurer"),
    "laboratory": Text("检验机构", "Inspection body"),
    AGENCY: Text("查验与管理单位", "Agency"),
    PORT_OFFICE: Text("口岸办", "Port office"),
}

SCOPES: Mapping[str, Text] = {
    "read": Text("查看", "Read"),
    "file": Text("申报", "File"),
    "open": Text("立案", "Open cases as an agency"),
    "decide": Text("办理环节", "Decide"),
    "terminal": Text("报送码头作业", "Report terminal moves"),
    "webhook": Text("管理推送", "Manage webhooks"),
    "export": Text("导出日志", "Export the log"),
}

_QUAYSIDE = frozenset({"terminal", "tally"})
_SCOPES_OF_KIND: Mapping[str, frozenset[str]] = {
    "trader": frozenset({"read", "file", "webhook", "export"}),
    "terminal": frozenset({"read", "file", "terminal", "webhook", "export"}),
    "agency": frozenset({"read", "open", "decide", "webhook", "export"}),
    "port-office": frozenset({"read", "open", "decide", "webhook", "export"}),
}


def kind_of(roles: Iterable[str]) -> str:
    """The kind of viewer that an organisation's staff are: "port-office", "agency", "terminal" or "trader"."""
    held = frozenset(roles)
    if PORT_OFFICE in held:
        return "port-office"
    if AGENCY in held:
        return "agency"
    return "terminal" if held & _QUAYSIDE else "trader"


def scopes_of(kind: str) -> frozenset[str]:
    """What people of a kind can do at all, and so can let a token do; the public nothing."""
    return _SCOPES_OF_KIND.get(kind, frozenset())


def agency_title(code: str) -> Text:
    """The name of an agency; KeyError on an unknown code."""
    return AGENCIES[code].title
