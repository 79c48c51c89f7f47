"""Movements, states and units in words."""

from collections.abc import Mapping

from kouan.kernel import balance as kinds
from kouan.kernel.text import Text
from kouan.reference import table

MOVEMENTS: Mapping[str, Text] = {
    kinds.GRANTED: Text("设立", "Granted"),
    kinds.RAISED: Text("增加额度", "Raised"),
    kinds.LOWERED: Text("减少额度", "Lowered"),
    kinds.EXTENDED: Text("延长有效期", "Extended"),
    kinds.RESERVED: Text("占用", "Set aside"),
    kinds.RELEASED: Text("释放", "Given back"),
    kinds.COMMITTED: Text("核销", "Used"),
    kinds.RESTORED: Text("退回已核销的", "Use taken back"),
    kinds.SUSPENDED: Text("暂停使用", "Suspended"),
    kinds.RESUMED: Text("恢复使用", "Used again"),
    kinds.ENDED: Text("终止", "Ended"),
}
STATES: Mapping[str, Text] = {
    "active": Text("有效", "In force"),
    "later": Text("尚未生效", "Not yet in force"),
    "expired": Text("已到期", "Expired"),
    "suspended": Text("暂停使用", "Suspended"),
    "ended": Text("已终止", "Ended"),
}
_YUAN = Text("元", "CNY")


def unit_text(code: str) -> Text:
    """A unit in words: a currency, or a code of the table of units."""
    if code == "CNY":
        return _YUAN
    found = table("unit").get(code) or table("currency").get(code)
    return found.name if found else Text(code, code)
