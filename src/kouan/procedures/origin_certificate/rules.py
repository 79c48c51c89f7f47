"""Demands on the application: who applies, when, for whom, and what a special kind of certificate needs besides."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.months import months_after
from kouan.procedures.origin_certificate.form import (
    COPY,
    EXPORTER,
    LATE,
    NAMED,
    ORDINARY,
    PER_ITEM,
    REPLACED,
    Filing,
)
from kouan.procedures.origin_certificate.goods import Item
from kouan.procedures.origin_certificate.rules_goods import GOODS_RULES
from kouan.reference import table

HOME = "CHN"


@rule("exporter-differs", basis="rcep#certificate")
def an_exporter_applies_for_itself(filing: Filing) -> Iterator[Finding]:
    """以出口商身份申请的，出口商代码应与申请人一致；否则请改选生产商或代理人。
    | Who applies as the exporter is the exporter named; else choose producer or agent.
    """
    if filing.applying_as == EXPORTER and filing.exporter_uscc != filing.applicant_uscc:
        yield "exporter_uscc"


@rule("destination-home", basis="rcep#members")
def the_goods_go_abroad(filing: Filing) -> Iterator[Finding]:
    """进口方应是中国以外的 RCEP 成员方。 | The importing member is one other than China."""
    if filing.destination == HOME:
        yield "destination"


@rule("not-yet-in-force", basis="rcep#members")
def the_agreement_is_in_force_there(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """协定自 {since} 起才对{member}适用，此前不签发；请改选进口方或届时再申请。
    | The agreement applies with {member} only since {since}; before that none is issued.
    """
    members = table("rcep-member")
    if not members.valid(filing.destination, on.day):
        since = members.entries[filing.destination].attributes["from"]
        yield "destination", {"member": members.name(filing.destination), "since": since}


@rule("producer-unnamed", basis="rcep#box-3")
def a_producer_to_be_shown_is_named(filing: Filing) -> Iterator[Finding]:
    """请填写生产商的名称和地址，或改选不公开的填写方式。
    | Name the producer, or choose a way of showing that does without the name.
    """
    if filing.producer_shown == NAMED and filing.producer_name is None:
        yield "producer_name"


@rule("producer-disclosed", basis="rcep#box-3")
def a_producer_not_to_be_shown_is_not_named(filing: Filing) -> Iterator[Finding]:
    """所选方式不显示生产商，请删除名称或改选“填写名称”。
    | The way chosen does not show the producer; remove the name, or choose to show it.
    """
    if filing.producer_shown != NAMED and filing.producer_name is not None:
        yield "producer_name"


@rule("item-producer-missing", basis="rcep#box-3", each="items")
def each_item_names_its_producer(item: Item, filing: Filing) -> Iterator[Finding]:
    """第 3 栏写“见第 8 栏”的，每项都要填生产商。 | With “see box 8” in box 3 every item names its producer."""
    if filing.producer_shown == PER_ITEM and item.producer is None:
        yield "producer"


@rule("already-departed", basis="rcep#retroactive")
def what_has_left_is_asked_for_retroactively(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """货物已于 {day} 装运，请改选“补发”。 | The goods left on {day}; choose “issued retroactively”."""
    if filing.kind == ORDINARY and filing.departure < on.day:
        yield "kind", {"day": filing.departure}


@rule("not-departed", basis="rcep#retroactive")
def what_has_not_left_is_no_late_one(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """货物尚未装运，不属于补发，请改选“装运前签发”。
    | The goods have not left yet: nothing is late; choose “issued by shipment”.
    """
    if filing.kind == LATE and filing.departure >= on.day:
        yield "kind"


@rule("retroactive-too-late", basis="rcep#retroactive")
def a_late_one_comes_within_a_year(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """补发须在装运后 {months} 个月内，最后一日为 {last}。
    | One issued retroactively is asked for within {months} months of shipment; the last day was {last}.
    """
    months = int(on.terms.number("retroactive-months"))
    last = months_after(filing.departure, months)
    if filing.kind == LATE and on.day > last:
        yield "departure", {"months": months, "last": last}


@rule("late-unexplained", basis="rcep#retroactive")
def a_late_one_says_why(filing: Filing) -> Iterator[Finding]:
    """补发须说明装运前未申请的原因。 | Say why it was not asked for by shipment."""
    if filing.kind == LATE and filing.late_reason is None:
        yield "late_reason"


@rule("original-missing", basis="rcep#correction")
def a_copy_names_its_original(filing: Filing) -> Iterator[Finding]:
    """申请副本或更正的，须填原证编号和签发日期。 | A copy or a replacement names the original and its day."""
    if filing.kind in (COPY, REPLACED) and filing.earlier is None:
        yield "earlier"


@rule("original-unneeded", basis="rcep#correction")
def only_a_copy_has_an_original(filing: Filing) -> Iterator[Finding]:
    """首次签发或补发没有原证；如需副本或更正，请改选证书类型。
    | A first or late certificate has no original; choose copy or replacement if there is one.
    """
    if filing.kind in (ORDINARY, LATE) and filing.earlier is not None:
        yield "earlier"


@rule("original-ahead", basis="rcep#data")
def originals_are_issued_before(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """原证或初始原产地证明的签发日期不能晚于今日。 | The original cannot have been issued on a day to come."""
    for name in ("earlier", "proof"):
        original = getattr(filing, name)
        if original and original.issued_on > on.day:
            yield name, "issued_on"


@rule("copy-too-late", basis="rcep#true-copy")
def a_copy_is_asked_for_within_a_year(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """副本须在原证签发后 {months} 个月内申请，最后一日为 {last}。
    | A copy is asked for within {months} months of the original; the last day was {last}.
    """
    months = int(on.terms.number("copy-months"))
    if filing.kind == COPY and filing.earlier:
        last = months_after(filing.earlier.issued_on, months)
        if on.day > last:
            yield ("earlier", "issued_on"), {"months": months, "last": last}


@rule("proof-missing", basis="rcep#back-to-back")
def back_to_back_rests_on_a_proof(filing: Filing) -> Iterator[Finding]:
    """背对背证书须填初始原产地证明。 | A back-to-back certificate names the original proof of origin."""
    if filing.back_to_back and filing.proof is None:
        yield "proof"


@rule("proof-unneeded", basis="rcep#back-to-back")
def a_proof_stands_behind_back_to_back(filing: Filing) -> Iterator[Finding]:
    """填了初始原产地证明的，请勾选背对背。 | An original proof is named, so this is a back-to-back certificate."""
    if filing.proof is not None and not filing.back_to_back:
        yield "back_to_back"


@rule("proof-expired", basis="rcep#back-to-back")
def the_proof_behind_is_valid(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """初始原产地证明的有效期已于 {last} 届满；请取得有效的证明。
    | The original proof was valid until {last}; get one that is valid.
    """
    if filing.back_to_back and filing.proof:
        last = months_after(filing.proof.issued_on, int(on.terms.number("valid-months")))
        if on.day > last:
            yield ("proof", "issued_on"), {"last": last}


@rule("proof-from-home", basis="rcep#back-to-back")
def the_proof_behind_is_foreign(filing: Filing) -> Iterator[Finding]:
    """初始原产地证明应由中国以外的成员方签发。 | The original proof comes from a member other than China."""
    if filing.back_to_back and filing.proof and filing.proof.issuer == HOME:
        yield "proof", "issuer"


@rule("origin-of-proof", basis="rcep#back-to-back", each="items")
def back_to_back_keeps_the_origin(item: Item, filing: Filing) -> Iterator[Finding]:
    """背对背证书的原产国应与初始原产地证明的{origin}一致。
    | A back-to-back certificate keeps the origin of the original proof, {origin}.
    """
    if filing.back_to_back and filing.proof and item.origin != filing.proof.origin:
        yield "origin", {"origin": table("rcep-member").name(filing.proof.origin)}


@rule("invoicer-missing", basis="rcep#third-party-invoice")
def a_third_party_is_named(filing: Filing) -> Iterator[Finding]:
    """第三方发票须注明开票公司和所在国。 | With third-party invoicing its company and country are noted."""
    if filing.third_party:
        yield from (name for name in ("invoicer", "invoicer_country") if getattr(filing, name) is None)


@rule("no-proof-needed", basis="rcep#two-hundred", severity="warning")
def a_small_value_needs_no_certificate(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """货值不超过 {most} 美元，进口方可以免交原产地证明，本证可不申请。
    | Up to USD {most} the importing side may ask for no proof of origin: this certificate may not be needed.
    """
    most = on.terms.number("no-proof-up-to")
    if filing.total <= most:
        yield "total", {"most": most}


@rule("bill-unknown", basis="rcep#data", severity="warning")
def the_bill_is_known(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，签证机构将人工核对。 | Bill {bill} is on no manifest; it will be checked by hand."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


RULES: tuple[Rule, ...] = (
    an_exporter_applies_for_itself,
    the_goods_go_abroad,
    the_agreement_is_in_force_there,
    a_producer_to_be_shown_is_named,
    a_producer_not_to_be_shown_is_not_named,
    each_item_names_its_producer,
    what_has_left_is_asked_for_retroactively,
    what_has_not_left_is_no_late_one,
    a_late_one_comes_within_a_year,
    a_late_one_says_why,
    a_copy_names_its_original,
    only_a_copy_has_an_original,
    originals_are_issued_before,
    a_copy_is_asked_for_within_a_year,
    back_to_back_rests_on_a_proof,
    a_proof_stands_behind_back_to_back,
    the_proof_behind_is_valid,
    the_proof_behind_is_foreign,
    back_to_back_keeps_the_origin,
    a_third_party_is_named,
    a_small_value_needs_no_certificate,
    the_bill_is_known,
    *GOODS_RULES,
)
