"""Rules on agreement with the manifest. A bill that was not looked up is not judged; one not found is."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._declaration.direction import Direction
from kouan.procedures._declaration.kinds import CARRIES_BOXES, SEA
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import plain

BASIS = "gacc-2019-18#logic-manifest"


def _manifest(filing: Declaration, on: Circumstances) -> Mapping[str, Any] | None:
    """What the manifest says of the bill; empty when it has no such bill, None when nobody looked."""
    return on.objects.get(("bill", filing.bill_number)) if filing.bill_number else None


@rule("manifest-bill", basis=BASIS)
def the_bill_is_on_a_manifest(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}；请核对单号，或等舱单传输后再申报。
    | No manifest has bill {bill}; check it or wait for the manifest.
    """
    facts = _manifest(filing, on)
    # Only the manifests of ships are kept here: of a flight or a train nobody can say that it has none.
    if facts is not None and not facts and filing.transport_mode == SEA:
        yield "bill_number", {"bill": filing.bill_number}


def _differs(field: str, fact: str, same: Callable[[Any, Any], bool]) -> Callable[..., Iterator[Finding]]:
    """A field of the declaration against the manifest's fact of that name."""

    def compare(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        declared, said = getattr(filing, field), (_manifest(filing, on) or {}).get(fact)
        if declared is not None and said is not None and not same(declared, said):
            yield field, {"declared": _shown(declared), "said": said}

    return compare


def _shown(value: Any) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _same_number(declared: Any, said: Any) -> bool:
    return Decimal(str(declared)) == Decimal(str(said))


def _same_words(declared: str, said: str) -> bool:
    return declared.casefold().split() == str(said).casefold().split()


def _of(code: str, words: str, compare: Callable[..., Iterator[Finding]]) -> Rule:
    compare.__doc__ = words
    return rule(code, basis=BASIS)(compare)


packages_agree = _of(
    "manifest-packages",
    "件数 {declared} 与舱单的 {said} 不符。 | {declared} packages are declared, the manifest says {said}.",
    _differs("packages", "packages", _same_number),
)
gross_agrees = _of(
    "manifest-gross",
    "毛重 {declared} 千克与舱单的 {said} 千克不符。 | The gross weight is {declared} kg, the manifest says {said} kg.",
    _differs("gross_weight", "gross_weight", _same_number),
)
vessel_agrees = _of(
    "manifest-vessel",
    "运输工具“{declared}”与舱单的“{said}”不符。 | The conveyance is “{declared}”, the manifest says “{said}”.",
    _differs("conveyance", "vessel", _same_words),
)
voyage_agrees = _of(
    "manifest-voyage",
    "航次号“{declared}”与舱单的“{said}”不符。 | The voyage is “{declared}”, the manifest says “{said}”.",
    _differs("voyage", "voyage", _same_words),
)


@rule("manifest-container", basis=BASIS)
def boxes_are_on_the_manifest(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """舱单中提运单 {bill} 项下没有集装箱 {number}。 | The manifest has no container {number} under bill {bill}."""
    known = (_manifest(filing, on) or {}).get("containers")
    if not known:
        return
    for index, box in enumerate(filing.containers):
        if box.number not in known:
            yield ("containers", index, "number"), {"bill": filing.bill_number, "number": box.number}


@rule("manifest-boxes", basis=BASIS)
def boxes_of_the_bill_are_declared(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """舱单中提运单 {bill} 项下有 {count} 个集装箱，本单没有填报。
    | The manifest has {count} container(s) under bill {bill}; none is declared.
    """
    known = (_manifest(filing, on) or {}).get("containers")
    if known and not filing.containers and filing.transport_mode in CARRIES_BOXES:
        yield "containers", {"bill": filing.bill_number, "count": len(known)}


def manifest_rules(direction: Direction) -> tuple[Rule, ...]:
    """The rules against the manifest for one direction."""

    @rule("manifest-direction", basis=BASIS)
    def the_manifest_is_of_the_direction(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """提运单 {bill} 的舱单不是{direction}舱单。 | The manifest of bill {bill} is not an {direction} manifest."""
        said = (_manifest(filing, on) or {}).get("direction")
        if said is not None and said != direction.code:
            yield "bill_number", {"bill": filing.bill_number, "direction": direction.words}

    return (*RULES, the_manifest_is_of_the_direction)


RULES: tuple[Rule, ...] = (
    the_bill_is_on_a_manifest,
    packages_agree,
    gross_agrees,
    vessel_agrees,
    voyage_agrees,
    boxes_are_on_the_manifest,
    boxes_of_the_bill_are_declared,
)
