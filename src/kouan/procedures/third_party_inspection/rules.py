"""Demands on a report: garments in scope, a report in force, every item tested, values within their limits."""

from collections.abc import Iterator, Mapping

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.calendar import months_after
from kouan.procedures._application.rows import repeated
from kouan.procedures._cargo.rules import a_line_is_listed_once, the_declaration_is_an_import
from kouan.procedures._declaration.selection import DISCREDITED
from kouan.procedures.third_party_inspection.form import Filing, Line, Test
from kouan.procedures.third_party_inspection.textiles import INFANT, MEASURED, METHODS, NAMES, NEEDED, bounds

COVERED = frozenset({"61", "62"})


def _line(filing: Filing, number: int) -> Line | None:
    return next((line for line in filing.lines if line.number == number), None)


@rule("not-covered", basis="gacc-2022-120#scope", each="lines")
def only_garments_are_covered(line: Line) -> Iterator[Finding]:
    """{hs} 不在采信商品范围（进口服装），请按一般方式检验。
    | {hs} is not among the goods covered, imported garments; have it inspected in the ordinary way.
    """
    if line.hs_code[:2] not in COVERED:
        yield "hs_code", {"hs": line.hs_code}


@rule("class-too-low", basis="gb-18401#classes", each="lines")
def infants_wear_class_a(line: Line) -> Iterator[Finding]:
    """婴幼儿服装须达到 A 类，现为 {given} 类。 | Infants' garments must be of class A, not {given}."""
    if line.wearer == INFANT and line.safety_class != "A":
        yield "safety_class", {"given": line.safety_class}


@rule("report-ahead", basis="order-259#report")
def the_report_is_signed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """报告签发日期不能晚于今日。 | The report cannot be signed on a day to come."""
    if filing.issued_on > on.day:
        yield "issued_on"


@rule("report-expired", basis="gacc-2022-120#one-year")
def the_report_is_in_force(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """报告自签发起一年内有效，已于 {last} 到期；请重新检验。
    | A report is valid for a year and this one ended on {last}; have the goods tested again.
    """
    if filing.issued_on > on.day:
        return
    last = months_after(filing.issued_on, on.terms.limit("report-valid").amount)
    if last < on.day:
        yield "issued_on", {"last": last}


@rule("sampled-late", basis="order-259#report")
def samples_come_before_the_report(filing: Filing) -> Iterator[Finding]:
    """抽样日期不能晚于报告签发日期。 | The sample cannot be later than the report."""
    if filing.sampled_on > filing.issued_on:
        yield "sampled_on"


@rule("test-missing", basis="gacc-2022-120#items")
def every_item_is_tested(filing: Filing) -> Iterator[Finding]:
    """第 {line} 项缺少检验项目：{what}；请补检后再申请。
    | Line {line} lacks the items: {what}; have them tested first.
    """
    for line in filing.lines:
        missing = NEEDED[line.wearer] - {test.item for test in filing.tests if test.line == line.number}
        if missing:
            yield "tests", {"line": line.number, "what": _listed(missing)}


def _listed(items: frozenset[str]) -> Text:
    names = [text for item, text in NAMES.items() if item in items]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


@rule("test-of-nothing", basis="order-259#report", each="tests")
def what_is_tested_is_declared(test: Test, filing: Filing) -> Iterator[Finding]:
    """商品中没有第 {line} 项，请核对项号。 | There is no line {line} among the goods; check its number."""
    if _line(filing, test.line) is None:
        yield "line", {"line": test.line}


@rule("test-twice", basis="order-259#report")
def an_item_is_reported_once(filing: Filing) -> Iterator[Finding]:
    """第 {line} 项的同一检验项目填了两次，请留一行。
    | The same item is reported twice for line {line}; keep one row.
    """
    for at, line in repeated(filing.tests, "line", "item"):
        yield ("tests", at, "item"), {"line": line}


@rule("method-unlisted", basis="gacc-2022-120#items", severity="warning", each="tests")
def methods_are_those_listed(test: Test) -> Iterator[Finding]:
    """{item}应按 {right} 检验，海关可能不予采信。
    | The method for {item} is {right}; customs may decline this result.
    """
    listed = METHODS[test.item]
    if not test.method.upper().startswith(listed):
        yield "method", {"item": NAMES[test.item], "right": " / ".join(listed)}


@rule("test-failed", basis="order-259#declined", each="tests")
def failing_goods_are_not_accepted(test: Test) -> Iterator[Finding]:
    """{item}不合格，报告不能采信；请退运、销毁或技术处理后重新检验。
    | It failed in {item}, so the report is no proof; return, destroy or treat the goods and test them again.
    """
    if not test.passed:
        yield "passed", {"item": NAMES[test.item]}


@rule("value-missing", basis="order-259#report", each="tests")
def measured_items_have_a_value(test: Test) -> Iterator[Finding]:
    """{item}须填实测值。 | The value measured is needed for {item}."""
    if test.item in MEASURED and test.value is None:
        yield "value", {"item": NAMES[test.item]}


_LIMITS: Mapping[str, str] = {"formaldehyde": "gb-18401#formaldehyde", "ph": "gb-18401#ph"}


def _within(item: str) -> Rule:
    """The rule that a measured item is within the limits of its class."""

    @rule(f"{item}-beyond", basis=_LIMITS[item], each="tests")
    def values_are_within_limits(test: Test, filing: Filing, on: Circumstances) -> Iterator[Finding]:
        """{item} {value} 超出 {given} 类的限值（{low} 至 {high}），与“合格”的结论不符。
        | At {value} {item} is outside class {given} ({low} to {high}), and cannot have passed.
        """
        line = _line(filing, test.line)
        if line is None or test.item != item or test.value is None or not test.passed:
            return
        low, high = bounds(item, line.safety_class, on)
        if not low <= test.value <= high:
            known = {"item": NAMES[item], "value": test.value, "given": line.safety_class}
            yield "value", known | {"low": low, "high": high}

    return values_are_within_limits


@rule("discredited", basis="order-259#declined", severity="warning")
def the_consignee_can_be_trusted(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """收货人属失信企业，海关将加大抽查验证。 | The consignee is discredited; customs will check more by sample."""
    if on.known("organisation", filing.consignee_uscc, "credit") in DISCREDITED:
        yield "consignee_uscc"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_import,
    a_line_is_listed_once,
    only_garments_are_covered,
    infants_wear_class_a,
    the_report_is_signed,
    the_report_is_in_force,
    samples_come_before_the_report,
    every_item_is_tested,
    what_is_tested_is_declared,
    an_item_is_reported_once,
    methods_are_those_listed,
    failing_goods_are_not_accepted,
    measured_items_have_a_value,
    _within("formaldehyde"),
    _within("ph"),
    the_consignee_can_be_trusted,
)
