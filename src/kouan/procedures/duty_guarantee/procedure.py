"""关税担保：汇总征税总担保、关税保证保险、银关保、同业联合担保（深圳2019年方案第十九条，海阳2020年方案第六条）。"""

from collections.abc import Callable
from functools import partial

from kouan.blueprint import (
    REFUSE,
    Document,
    Facts,
    Flow,
    Grant,
    Numbering,
    Procedure,
    Terms,
    Text,
    Way,
    Within,
    auto,
    grant,
    review,
)
from kouan.procedures._guarantee.words import (
    FINANCE_COMPANY,
    GUARANTEE_COMPANY,
    JOINT,
    KIND,
    METHODS,
    USES,
)
from kouan.procedures.duty_guarantee.form import FIRM, GUARANTOR, Filing
from kouan.procedures.duty_guarantee.rules import RULES
from kouan.procedures.duty_guarantee.rules_guarantors import RULES as GUARANTOR_RULES

ACCEPT = Way("accept", Text("接受担保", "Accepted"))


def is_general(facts: Facts) -> bool:
    """企业申请总担保，海关审核 | A general guarantee that the firm applies for"""
    return bool(facts.filing.filed_by == FIRM and facts.filing.rolling)


def is_single(facts: Facts) -> bool:
    """企业申请单票担保，海关审核 | A guarantee for one shipment that the firm applies for"""
    return bool(facts.filing.filed_by == FIRM and not facts.filing.rolling)


def granted(facts: Facts) -> Grant:
    """What the guarantee is from now on: drawn on by the firm, known to those who answer for it."""
    filing: Filing = facts.filing
    guarantors = tuple(one.uscc for one in filing.guarantors)
    return Grant(
        title=METHODS.options[filing.method],
        amount=filing.amount,
        unit="CNY",
        holder=filing.firm_uscc,
        since=filing.valid_from,
        until=filing.valid_to,
        times=None if filing.rolling else 1,
        known_to=("customs", *guarantors),
        facts={
            "method": filing.method,
            "uses": list(filing.uses),
            "rolling": filing.rolling,
            "shipment": filing.shipment,
            "scope": list(filing.scope),
            "instrument": filing.instrument,
            "guarantors": [one.as_json() for one in filing.guarantors],
        },
    )


REGISTERED = Way("done", Text("已备案，可以使用", "Registered and in use"), draws=(grant(KIND, granted),))


def _reviewed(limit: Callable[[str], Within]) -> Flow:
    """What the firm applies for: a general guarantee or one for a shipment, each in the time of its kind."""
    decided = partial(review, by="customs", desk="duty", reply=limit("correct"), ways=(ACCEPT, REFUSE))
    general = decided("general", "总担保审核 | General guarantee reviewed", within=limit("general"))
    single = decided("single", "单票担保审核 | Single guarantee reviewed", within=limit("single"))
    return general.when(is_general) | single.when(is_single)


def _headline(filing: Filing) -> Text:
    method = METHODS.options[filing.method]
    uses = [USES.options[use] for use in filing.uses]
    zh, en = "、".join(use.zh for use in uses), ", ".join(use.en for use in uses)
    return Text(
        f"{filing.firm_name} · {method.zh}（{zh}）· {filing.amount:,.0f} 元",
        f"{filing.firm_name} · {method.en} ({en}) · CNY {filing.amount:,.0f}",
    )


def _principal(filing: Filing) -> str:
    """Who offers it: the firm, or the guarantor that hands in its own instrument."""
    first = filing.guarantors[0].uscc if filing.guarantors else filing.firm_uscc
    return first if filing.filed_by == GUARANTOR else filing.firm_uscc


procedure = Procedure(
    code="duty-guarantee",
    title=Text("关税担保备案", "Guarantee for duty"),
    summary=Text(
        "以保函、关税保证保险、保证金、财务公司或担保公司担保、同业联合担保保证税款：海关接受后按编号使用，"
        "报关时占用额度先放行，缴税后恢复。",
        "Secure duty by bank letter, insurance, deposit, finance or guarantee company, or jointly with peers: once "
        "accepted it is named by its number, charged as goods are released, and restored as duty is paid.",
    ),
    basis=(
        "guarantee-regulation#general",
        "gacc-2017-45#guarantee",
        "gacc-2018-155#parties",
        "shenzhen-2019#19",
        "haiyang-2020#6",
        "xiamen-2022#4",
    ),
    lead="customs",
    category=Text("税费与担保", "Duty and guarantees"),
    form=Filing,
    rules=(*RULES, *GUARANTOR_RULES),
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"guarantee-{filing.office}-{year}",
        lambda filing, year, n: f"GD{year}{filing.office}{n:05d}",
    ),
    object_kind=KIND,
    audience=("importer", "bank", "insurer"),
    principal=_principal,
    headline=_headline,
    documents=(
        Document(
            "instrument",
            Text("保函、保单、担保书或者保证金收据", "Letter, policy, deed or deposit receipt"),
            "guarantee-regulation#forms",
        ),
        Document(
            "standing",
            Text("财务公司或担保公司的经营许可证", "Licence of the finance or guarantee company"),
            "shenzhen-2019#19",
            lambda filing: filing.method in (FINANCE_COMPANY, GUARANTEE_COMPANY),
        ),
        Document(
            "joint-agreement",
            Text("联合担保协议（各方签章）", "Agreement of the joint guarantors, signed by all"),
            "haiyang-2020#6",
            lambda filing: filing.method == JOINT,
        ),
    ),
    flow=lambda limit: _reviewed(limit) >> auto("register", "担保备案 | Registered", ways=(REGISTERED,)),
)
