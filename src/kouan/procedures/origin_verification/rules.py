"""Demands on opening a verification: an import, a proof that could be valid, somebody to ask, records still kept."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_import_number
from kouan.procedures._application.rows import repeated
from kouan.procedures.origin_verification.form import ABROAD, CERTIFICATE, DECLARATION, VISIT, Filing, Line
from kouan.reference import table

HOME = "CHN"


@rule("not-an-import", basis="customs-numbers#declaration-18")
def the_declaration_is_an_import(filing: Filing) -> Iterator[Finding]:
    """核查的是进口享惠，报关单号第 9 位应为 1 或 I。
    | Imports are verified: the ninth character of the declaration must be 1 or I.
    """
    if not is_import_number(filing.declaration):
        yield "declaration"


@rule("declared-ahead", basis="rcep#verification")
def it_has_been_declared(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """申报日期不能晚于今日。 | It cannot be declared on a day to come."""
    if filing.declared_on > local_date(on.moment):
        yield "declared_on"


@rule("records-gone", basis="rcep#records")
def records_are_still_kept(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """有关记录只保存 {months} 个月，{last} 以后不能再核查。
    | Records are kept for {months} months; after {last} nothing can be verified.
    """
    months = int(on.terms.number("records-months"))
    last = months_after(filing.declared_on, months)
    if local_date(on.moment) > last:
        yield "declared_on", {"months": months, "last": last}


@rule("member-home", basis="rcep#verification")
def the_proof_is_foreign(filing: Filing) -> Iterator[Finding]:
    """本国签发的证明由签证机构复核，不用向缔约方核查。
    | A proof issued in China is looked into by its issuing body; no partner is asked.
    """
    if filing.member == HOME:
        yield "member"


@rule("not-yet-in-force", basis="rcep#members")
def the_agreement_applied(filing: Filing) -> Iterator[Finding]:
    """协定自 {since} 起才对{member}适用，不必核查，直接不予享惠。
    | The agreement applies with {member} only since {since}: deny the preference without verification.
    """
    members = table("rcep-member")
    if not members.valid(filing.member, filing.declared_on):
        since = members.entries[filing.member].attributes["from"]
        yield "member", {"member": members.name(filing.member), "since": since}


@rule("proof-expired", basis="rcep#validity")
def the_proof_was_valid(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """申报时证明已过有效期（{last}），不必核查，直接不予享惠。
    | The proof had ended ({last}) when it was used: deny the preference without verification.
    """
    last = months_after(filing.issued_on, int(on.terms.number("valid-months")))
    if filing.issued_on <= filing.declared_on and filing.declared_on > last:
        yield "issued_on", {"last": last}


@rule("issuer-missing", basis="rcep#certificate")
def a_certificate_has_its_issuer(filing: Filing) -> Iterator[Finding]:
    """原产地证书须填签证机构。 | A certificate of origin has an issuing body; name it."""
    if filing.proof == CERTIFICATE and filing.issuer is None:
        yield "issuer"


@rule("approval-missing", basis="order-255#proof")
def a_declaration_has_its_approval(filing: Filing) -> Iterator[Finding]:
    """原产地声明须填经核准出口商编号。 | A declaration of origin gives the approved exporter's number."""
    if filing.proof == DECLARATION and filing.approved is None:
        yield "approved"


@rule("premises-missing", basis="rcep#visit-consent-30")
def a_visit_goes_somewhere(filing: Filing) -> Iterator[Finding]:
    """实地核查须填拟核查的地址。 | A visit says which premises."""
    if VISIT in filing.routes and filing.premises is None:
        yield "premises"


@rule("visit-unasked", basis="rcep#verification")
def a_visit_comes_after_asking(filing: Filing) -> Iterator[Finding]:
    """实地核查前应先书面请出口方答复，请同时选择。
    | Before a visit the exporting side is asked in writing; choose that too.
    """
    if VISIT in filing.routes and ABROAD not in filing.routes:
        yield "routes"


@rule("no-difference", basis="rcep#verification", each="lines")
def the_preference_saves_something(line: Line) -> Iterator[Finding]:
    """协定税率不低于普通税率，没有可核查的优惠。
    | The agreement rate saves nothing, so there is no preference to verify.
    """
    if line.claimed >= line.ordinary:
        yield "claimed"


@rule("line-twice", basis="rcep#verification")
def a_line_stands_once(filing: Filing) -> Iterator[Finding]:
    """报关单第 {number} 项出现了两次。 | Line {number} of the declaration occurs twice."""
    for at, number in repeated(filing.lines, "number"):
        yield ("lines", at, "number"), {"number": number}


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_import,
    it_has_been_declared,
    records_are_still_kept,
    the_proof_is_foreign,
    the_agreement_applied,
    the_proof_was_valid,
    a_certificate_has_its_issuer,
    a_declaration_has_its_approval,
    a_visit_goes_somewhere,
    a_visit_comes_after_asking,
    the_preference_saves_something,
    a_line_stands_once,
)
