"""Rules on the parties: owner, overseas AEO code, what is registered of the domestic trader."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.identifiers import is_uscc
from kouan.procedures._declaration.shape import Declaration
from kouan.reference import table

NONE = "NO"
_AEO = re.compile(r"([A-Z]{2})[0-9A-Z\-]{3,40}")
_ALPHA2 = frozenset(filter(None, (entry.attributes.get("alpha2", "") for entry in table("country").entries.values())))


@rule("owner-code", basis="gacc-2019-18#head-12")
def the_owner_has_a_credit_code(filing: Declaration) -> Iterator[Finding]:
    """消费使用或生产销售单位代码“{code}”应为有效的统一社会信用代码，没有的填 NO。
    | Owner code “{code}” must be a valid credit code, or NO where there is none.
    """
    code = filing.owner_uscc
    if code is not None and code != NONE and not is_uscc(code):
        yield "owner_uscc", {"code": code}


def overseas_rules(side: str) -> tuple[Rule, ...]:
    """Name and AEO code of the overseas party; ``side`` is the beginning of its fields' names."""
    name, aeo = f"{side}_name", f"{side}_aeo"

    @rule("overseas-name", basis="gacc-2019-18#head-7")
    def the_name_is_in_english(filing: Declaration) -> Iterator[Finding]:
        """境外收发货人“{name}”应填英文名称。 | The overseas party “{name}” is given by its name in English."""
        value = getattr(filing, name)
        if value and not value.isascii() and any("\u4e00" <= letter <= "\u9fff" for letter in value):
            yield name, {"name": value}

    @rule("aeo-form", basis="gacc-2019-18#logic-aeo")
    def the_code_is_well_formed(filing: Declaration) -> Iterator[Finding]:
        """AEO 编码“{code}”应为两位国别字母加其编码，如 SG123456789012。
        | AEO code “{code}” must be a country's two letters and its code, such as SG123456789012.
        """
        code = getattr(filing, aeo)
        if code and not _is_aeo(code):
            yield aeo, {"code": code}

    @rule("aeo-partner", basis="gacc-2019-18#logic-aeo", severity="warning")
    def its_country_recognises_ours(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """{country} 未列入 AEO 互认国家（地区），该编码可能不起作用。
        | {country} is not listed for mutual recognition; the code may have no effect.
        """
        code = getattr(filing, aeo)
        if code and _is_aeo(code) and code[:2] not in on.terms.text("aeo-partners").split():
            yield aeo, {"country": code[:2]}

    return (the_name_is_in_english, the_code_is_well_formed, its_country_recognises_ours)


def _is_aeo(code: str) -> bool:
    match = _AEO.fullmatch(code)
    return match is not None and match[1] in _ALPHA2


def trader_rules(side: str) -> tuple[Rule, ...]:
    """What the register knows of the domestic trader; ``side`` is the beginning of its fields' names."""
    uscc = f"{side}_uscc"

    @rule("trader-registered", basis="customs-law#filing")
    def the_trader_is_registered(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """{code} 没有在海关备案的记录，备案后才能申报。
        | {code} is not on file with customs; it must be before it declares.
        """
        code = getattr(filing, uscc)
        if on.not_found("organisation", code):
            yield uscc, {"code": code}

    @rule("registered-as", basis="gacc-2019-18#head-2")
    def the_trader_is_as_registered(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """填报的{what}“{declared}”与备案的“{registered}”不符。
        | The {what} “{declared}” differs from the registered “{registered}”.
        """
        for field, fact, what in _REGISTERED:
            declared = getattr(filing, f"{side}_{field}")
            registered = _in_chinese(on.known("organisation", getattr(filing, uscc), fact))
            if declared and registered and declared != registered:
                yield f"{side}_{field}", {"what": what, "declared": declared, "registered": registered}

    return (the_trader_is_registered, the_trader_is_as_registered)


def _in_chinese(fact: Any) -> str | None:
    """A registered name is kept in both languages; the declaration carries the Chinese one."""
    said = fact["zh"] if isinstance(fact, Mapping) else fact
    return str(said) if said else None


_REGISTERED = (
    ("name", "name", Text("名称", "name")),
    ("customs_code", "customs_code", Text("海关编码", "customs code")),
)

RULES: tuple[Rule, ...] = (the_owner_has_a_credit_code,)
