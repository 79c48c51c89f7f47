"""Demands that every firm in a bonded zone meets: its own customs code, an account of the right kind."""

from collections.abc import Iterator
from typing import Protocol

from kouan.blueprint import Circumstances, Finding, Rule, rule

_ACCOUNTS = frozenset("HTL")


class ZoneFirm(Protocol):
    """What these rules read of a filing."""

    firm_uscc: str
    customs_code: str
    account: str


@rule("account-kind", basis="customs-numbers#record-12")
def the_account_is_a_zones(filing: ZoneFirm) -> Iterator[Finding]:
    """账册号应以 H（特殊区域账册）或 T、L（物流账册）开头。
    | The account must begin with H, that of a special area, or T or L, a logistics account.
    """
    if filing.account[0] not in _ACCOUNTS:
        yield "account"


@rule("customs-code-differs", basis="customs-numbers#enterprise-10")
def the_code_is_the_firms(filing: ZoneFirm, on: Circumstances) -> Iterator[Finding]:
    """该企业的海关编码是 {right}。 | This firm's customs code is {right}."""
    right = on.known("organisation", filing.firm_uscc, "customs_code")
    if right and right != filing.customs_code:
        yield "customs_code", {"right": right}


FIRM_RULES: tuple[Rule, ...] = (the_account_is_a_zones, the_code_is_the_firms)
