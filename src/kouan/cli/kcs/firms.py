"""Synthetic parties: the same code of the source always makes the same firm, and nobody takes it for a real one."""

from functools import lru_cache

from kouan.kernel.event import Actor
from kouan.kernel.identifiers import uscc_check
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, scopes_of

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NOWHERE = "91000000X"
_PLACES = 8
CARRIER = "CARRIER"
CARRIER_NAME = Text("KCS 合成船代兼码头", "KCS synthetic agent and terminal")
BANK = "BANK"
BANK_NAME = Text("KCS 合成银行", "KCS synthetic bank")


class Unnamable(ValueError):  # noqa: N818 - a code of another kind
    """The source's code is not of letters and digits, or too long to fit."""


@lru_cache(maxsize=65536)
def uscc_of(code: str) -> str:
    """A social credit code made of a code of the source: division 000000, which no place has; check digit right."""
    try:
        rest = int(code, 36)
    except ValueError as error:
        raise Unnamable(code) from error
    digits = ""
    for _ in range(_PLACES):
        rest, digit = divmod(rest, len(_LETTERS))
        digits = _LETTERS[digit] + digits
    if rest or not code.isascii():
        raise Unnamable(code)
    first17 = _NOWHERE + digits
    return first17 + uscc_check(first17)


def consignee_name(code: str) -> Text:
    """What a consignee of the source is called here."""
    return Text(f"KCS 合成收货人 {code}", f"KCS synthetic consignee {code}")


def clerk(importer: str, declarant: str) -> Viewer:
    """Whoever files for an importer of the source."""
    name = Text(declarant, declarant)
    return Viewer(
        person=f"kcs-{declarant.lower()}", person_name=name, party=uscc_of(importer),
        party_name=consignee_name(importer), kind="trader", roles=frozenset({"importer"}), scopes=scopes_of("trader"),
    )  # fmt: skip


def officer(agency: str) -> Viewer:
    """The simulated officer of an agency, who sits at every desk."""
    name = Text("模拟关员", "Simulated officer")
    return Viewer(
        person="kcs-officer", person_name=name, party=agency, party_name=name, kind="agency", agency=agency,
        roles=frozenset({"agency"}), scopes=scopes_of("agency"),
    )  # fmt: skip


def carrier() -> Actor:
    """Who sends the synthetic manifests."""
    return Actor(party=uscc_of(CARRIER), person="kcs-carrier")


def bank() -> Viewer:
    """Who answers for the duty of all importers."""
    return Viewer(
        person="kcs-bank", person_name=BANK_NAME, party=uscc_of(BANK), party_name=BANK_NAME, kind="trader",
        roles=frozenset({"bank"}), scopes=scopes_of("trader"),
    )  # fmt: skip
