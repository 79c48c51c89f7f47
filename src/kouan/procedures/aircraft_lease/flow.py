"""Who looks at an occasion; where the aircraft is seen; tax on rent or price; return; and the subsidy beside it all."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from kouan.blueprint import APPROVE, Facts, Flow, Text, Way, Within, review, supply
from kouan.kernel.clock import local_date
from kouan.procedures._zone.duty import levy, surcharge
from kouan.procedures._zone.leaving import EXIT_RULES, Exit
from kouan.procedures.aircraft_lease.form import BUY, END, ENTRY, RENT, RETURN, Filing

SEEN = (
    Way("matched", Text("机身、发动机与单证相符", "Airframe and engines as papered")),
    Way("differs", Text("不符，不予办理", "Not as papered"), ends=True),
)
CLOSED = (
    Way("closed", Text("办结销案", "Closed")),
    Way("referred", Text("未如期办结，移交处理", "Not settled, referred"), ends=True),
)
SUBSIDISED = (APPROVE, Way("declined", Text("不符合补贴条件", "Not within the policy"), adverse=True))


def is_elsewhere(filing: Filing) -> bool:
    """Whether the aircraft is in another customs district than the competent customs."""
    return filing.seen_at[:2] != filing.office[:2]


def is_seen(facts: Facts) -> bool:
    """进口或退租，须看实物 | Enters or is returned, so the aircraft is seen"""
    return bool(facts.filing.occasion == ENTRY or facts.filing.ending == RETURN)


def is_seen_here(facts: Facts) -> bool:
    """飞机在本关区 | The aircraft is in this district"""
    return is_seen(facts) and not is_elsewhere(facts.filing)


def is_seen_there(facts: Facts) -> bool:
    """飞机在其他关区，委托监管 | The aircraft is in another district, which acts on request"""
    return is_seen(facts) and is_elsewhere(facts.filing)


def is_taxed(facts: Facts) -> bool:
    """租金或留购价须纳税 | Rent or price is taxed"""
    return bool(facts.filing.occasion in (ENTRY, RENT) or facts.filing.ending == BUY)


def is_returned(facts: Facts) -> bool:
    """退租复运出境 | Returned abroad"""
    return bool(facts.filing.ending == RETURN)


def has_ended(facts: Facts) -> bool:
    """租赁期满 | The lease has ended"""
    return bool(facts.filing.occasion == END)


def asks_for_subsidy(facts: Facts) -> bool:
    """申请租赁补贴 | Asks for the leasing subsidy"""
    return bool(facts.filing.subsidy)


def vat_rate(facts: Facts) -> Decimal:
    """VAT on import, per cent: reduced for large aircraft leased to an airline here."""
    filing, terms = facts.filing, facts.circumstances.terms
    is_large = filing.aircraft.empty_weight >= terms.number("large-weight")
    return terms.number("vat-large" if is_large and filing.lessee_kind == "airline" else "vat")


def late_by(facts: Facts) -> int:
    """Days between the last day to declare a later rent and the filing; 0 in time, and on other occasions."""
    filing: Filing = facts.filing
    if filing.occasion != RENT or filing.rent_paid_on is None:
        return 0
    last = filing.rent_paid_on + timedelta(days=int(facts.circumstances.terms.number("rent-days")))
    return max((local_date(facts.circumstances.at) - last).days, 0)


def added(facts: Facts, total: Decimal) -> Decimal:
    """The surcharge on a rent declared late."""
    terms = facts.circumstances.terms
    return surcharge(total, late_by(facts), terms.number("surcharge"), terms.number("duty-floor"))


def flow(limit: Callable[[str], Within]) -> Flow:
    """The customs side, and the subsidy beside it."""
    return _customs(limit) & review(
        "subsidy",
        "租赁补贴审核 | Leasing subsidy reviewed",
        by="finance",
        desk="leasing",
        within=limit("subsidy"),
        ways=SUBSIDISED,
    ).when(asks_for_subsidy)


def _customs(limit: Callable[[str], Within]) -> Flow:
    return (
        review(
            "account",
            "合同与账册审核 | Lease and account",
            by="customs",
            desk="bonded",
            within=limit("account"),
            reply=limit("correct"),
        )
        >> review(
            "seen-here",
            "飞机核对 | Aircraft seen",
            by="customs",
            desk="inspection",
            within=limit("seen"),
            ways=SEEN,
        ).when(is_seen_here)
        >> review(
            "seen-there",
            "受托核对飞机 | Aircraft seen on request",
            by="customs",
            desk="entrusted",
            within=limit("seen-there"),
            ways=SEEN,
        ).when(is_seen_there)
        >> levy(limit, vat_rate, added).when(is_taxed)
        >> supply("leave", "退租出境回报 | Return reported", form=Exit, rules=EXIT_RULES, within=limit("leave")).when(
            is_returned
        )
        >> review(
            "close",
            "期满办结 | End of the lease settled",
            by="customs",
            desk="bonded",
            within=limit("close"),
            ways=CLOSED,
        ).when(has_ended)
    )
