"""The ruling: what the officer decides, how long it holds, and what of it is published."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    Circumstances,
    Clause,
    Code,
    Computed,
    Facts,
    Finding,
    Form,
    Hint,
    Length,
    Section,
    Text,
    Way,
    redacted,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.procedures.advance_ruling.form import Filing
from kouan.procedures.advance_ruling.matters import CLASSIFICATION, DUTIABLE, MATTERS, ORIGIN, TAXABLE
from kouan.reference import table


class Ruling(Form):
    """The decision (预裁定决定书)."""

    clause: ClassVar[str] = "order-236#decide"

    ruling: Annotated[str, Text("裁定意见", "Ruling"), Section(Text("决定书", "Decision")), Length(4000)]
    code: Annotated[str | None, Text("裁定的商品编号", "Commodity code ruled"), Code("hs10")] = None
    country: Annotated[str | None, Text("裁定的原产地", "Origin ruled"), Code("country")] = None
    legal_basis: Annotated[str, Text("法律依据", "Legal basis"), Length(1000)]
    note: Annotated[
        str | None,
        Text("内部备注", "Note for the file"),
        Hint(Text("不公开。", "Not published.")),
        Length(1000),
        Clause("order-236#secrets"),
    ] = None


def _applied_for(on: Circumstances) -> str:
    filing = on.before
    return filing.matter if isinstance(filing, Filing) else ""


@rule("code-unruled", basis="order-236#decide")
def a_classification_names_the_code(ruling: Ruling, on: Circumstances) -> Iterator[Finding]:
    """归类裁定须填商品编号。 | A ruling on classification names the commodity code."""
    if _applied_for(on) == CLASSIFICATION and ruling.code is None:
        yield "code"


@rule("origin-unruled", basis="order-236#decide")
def an_origin_names_the_country(ruling: Ruling, on: Circumstances) -> Iterator[Finding]:
    """原产地裁定须填原产国（地区）。 | A ruling on origin names the country."""
    if _applied_for(on) == ORIGIN and ruling.country is None:
        yield "country"


RULING_RULES = (a_classification_names_the_code, an_origin_names_the_country)
RULED = "ruled"
DECIDED = (
    Way(RULED, Text("作出裁定", "Ruled")),
    Way("end", Text("终止裁定", "Ended without a ruling"), ends=True),
)


class Validity(Form):
    """From when until when a ruling holds."""

    clause: ClassVar[str] = "order-236#valid-3-years"

    valid_from: Annotated[date, Text("有效期自", "Valid from"), Section(Text("有效期", "Validity"))]
    valid_until: Annotated[date, Text("有效期至", "Valid until")]


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def issue(facts: Facts) -> Computed:
    """From when until when the ruling holds."""
    since = local_date(facts.outcomes["decide"].at)
    until = _years_after(since, int(facts.circumstances.terms.number("valid-years")))
    return Computed("issued", "", {"valid_from": since.isoformat(), "valid_until": until.isoformat()})


def may_publish(facts: Facts) -> bool:
    """申请人同意公开 | The applicant agrees to publication"""
    return bool(facts.filing.may_publish)


PERSONAL = frozenset({"applicant_uscc", "applicant_name", "customs_code", "contact", "phone", "late_details"})
"""Never published: a ruling is of use to others without its applicant."""
_SHOWN = ("goods_name", "goods_english", "model", "classification", "origin", "value")


def secret_fields(filing: Filing) -> frozenset[str]:
    """Names of the fields that must not be published: the applicant, and what the applicant listed."""
    listed = {secret.item for secret in filing.secrets if secret.item != "passage"}
    return PERSONAL | listed | {"secrets"} | ({"goods_english"} if "goods_name" in listed else set())


def _name(matter: str, on: Circumstances) -> Text:
    """A matter as the law of the day calls it."""
    return Text.of(on.terms.text("value-name")) if matter in (DUTIABLE, TAXABLE) else MATTERS.options[matter]


def publish(facts: Facts) -> Computed:
    """The public text: matter, goods and ruling, without applicant, secrets and notes for the file."""
    filing: Filing = facts.filing
    told, hidden = filing.as_json(), secret_fields(filing)
    decided = facts.outcomes["decide"].data
    text: dict[str, Any] = {"matter": _name(filing.matter, facts.circumstances).as_json()}
    text |= {name: told[name] for name in _SHOWN if name in told and name not in hidden}
    text |= {name: decided[name] for name in ("ruling", "code", "country", "legal_basis") if name in decided}
    return Computed(
        "published", "", {**redacted(text, _words_kept(filing, told, hidden)), **facts.outcomes["issue"].data}
    )


def _words_kept(filing: Filing, told: Mapping[str, Any], hidden: frozenset[str]) -> set[str]:
    """What no text may say: the passages listed, and the contents of fields left out, which an officer may repeat."""
    contents = {told[name] for name in hidden if isinstance(told.get(name), str)}
    listed = {secret.passage for secret in filing.secrets if secret.passage}
    return {words for words in contents | listed if len(words) > 1}


def public_title(published: Mapping[str, Any]) -> Text:
    """``行星滚柱丝杠 · 商品归类：8483409000``; goods that are secret are not named."""
    matter = Text(**published["matter"])
    goods = published.get("goods_name", "商品名称保密")
    english = published.get("goods_english") or published.get("goods_name", "Goods kept secret")
    ruled = _ruled(published)
    end = Text(f"：{ruled.zh}", f": {ruled.en}") if ruled else Text("", "")
    return Text(f"{goods} · {matter.zh}{end.zh}", f"{english} · {matter.en}{end.en}")


def _ruled(published: Mapping[str, Any]) -> Text | None:
    """The code or the country ruled; None for a ruling on value, which is words alone."""
    country, code = table("country").entries.get(published.get("country", "")), published.get("code")
    return country.name if country else Text(code, code) if code else None
