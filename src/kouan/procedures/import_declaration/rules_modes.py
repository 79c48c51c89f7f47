"""Rules on two-step declaration, advance declaration, consolidated payment and guarantees."""

from collections.abc import Iterator
from typing import Any

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.direction import IMPORT
from kouan.procedures._declaration.kinds import NO_CROSSING, ORDINARY_TRADE
from kouan.procedures._declaration.rates import is_under, rates_of
from kouan.procedures._declaration.rules_licences import needed_licences
from kouan.procedures._declaration.selection import AEO, DISCREDITED, credit_of
from kouan.procedures._declaration.words import COMPLETE, ORDINARY, TWO_STEP, named
from kouan.procedures.import_declaration.form import ImportDeclaration
from kouan.procedures.import_declaration.selection import QUARANTINE

_GENERAL_LEVY = "101"
_QUESTIONS = {
    "involves_licence": Text("是否涉证", "whether licences are needed"),
    "involves_inspection": Text("是否涉检", "whether inspection is needed"),
    "involves_duty": Text("是否涉税", "whether duty is due"),
}


@rule("crossing-needed", basis="gacc-2019-216#eligible")
def early_modes_need_a_crossing(filing: ImportDeclaration) -> Iterator[Finding]:
    """运输方式 {mode} 没有实际进境，只能普通申报。
    | Nothing enters under transport mode {mode}; only an ordinary declaration will do.
    """
    if filing.clearance != ORDINARY and filing.transport_mode in NO_CROSSING:
        yield "clearance", {"mode": named("transport-mode", filing.transport_mode)}


@rule("two-step-credit", basis="gacc-2019-216#eligible")
def two_steps_are_not_for_the_discredited(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{name}是失信企业，不能两步申报，请选普通申报。
    | {name} is discredited and cannot declare in two steps; choose an ordinary one.
    """
    if filing.clearance == TWO_STEP and credit_of(filing.consignee_uscc, on) in DISCREDITED:
        yield "clearance", {"name": filing.consignee_name}


@rule("three-questions", basis="gacc-2019-216#three-questions")
def a_summary_answers_three_questions(filing: ImportDeclaration) -> Iterator[Finding]:
    """两步申报须确认{what}。 | A two-step declaration must say {what}."""
    if filing.clearance == TWO_STEP:
        for field, what in _QUESTIONS.items():
            if getattr(filing, field) is None:
                yield field, {"what": what}


def _shows_licence(filing: ImportDeclaration, on: Circumstances) -> bool:
    if filing.licences or filing.licence_number:
        return True
    return any(needed_licences(line, on, IMPORT) for line in filing.lines)


@rule("licence-answer", basis="gacc-2019-216#three-questions")
def the_licence_answer_is_true(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """商品须有监管证件或已填监管证件，“涉证”应为是。
    | Licences are needed or listed, so “licence needed” must be yes.
    """
    if filing.clearance == TWO_STEP and filing.involves_licence is False and _shows_licence(filing, on):
        yield "involves_licence"


@rule("licence-items", basis="gacc-2019-216#licence-items")
def a_licensed_summary_lists_its_licences(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """涉证的概要申报须填许可证号或随附监管证件。 | A summary that needs licences must give their codes and numbers."""
    if is_summary(filing, on) and filing.involves_licence and not _shows_licence(filing, on):
        yield "licences"


@rule("inspection-answer", basis="gacc-2019-216#three-questions")
def the_inspection_answer_is_true(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{hs}（{name}）须检验检疫，“涉检”应为是。
    | {hs} ({name}) is under inspection, so “inspection needed” must be yes.
    """
    if filing.clearance != TWO_STEP or filing.involves_inspection is not False:
        return
    line = next((line for line in filing.lines if is_under(QUARANTINE, line, on)), None)
    if line:
        yield "involves_inspection", {"hs": line.hs_code, "name": line.name}


@rule("duty-answer", basis="gacc-2019-216#three-questions")
def the_duty_answer_is_true(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """一般征税的 {hs} 有应缴税款，“涉税”应为是。
    | Duty or tax is due on {hs} under general levy, so “duty due” must be yes.
    """
    general = filing.supervision_mode == ORDINARY_TRADE and filing.levy_nature in (None, _GENERAL_LEVY)
    if filing.clearance != TWO_STEP or filing.involves_duty is not False or not general:
        return
    for line in filing.lines:
        rates = rates_of(line, on)
        if rates and (rates.mfn_rate or rates.vat_rate or rates.consumption_rate):
            yield "involves_duty", {"hs": line.hs_code}
            return


@rule("summary-guarantee", basis="gacc-2019-216#tax-items")
def a_taxed_summary_is_secured(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """涉税的两步申报须填担保备案编号（认证企业可免）。
    | A two-step declaration with duty needs a guarantee reference, certified enterprises apart.
    """
    if filing.clearance != TWO_STEP or not filing.involves_duty or filing.guarantee_number:
        return
    if filing.payment == ORDINARY and credit_of(filing.consignee_uscc, on) not in AEO:
        yield "guarantee_number"


@rule("container-items", basis="gacc-2019-216#licence-items")
def a_licensed_or_inspected_summary_says_what_lies_where(
    filing: ImportDeclaration, on: Circumstances
) -> Iterator[Finding]:
    """涉证或涉检的概要申报须填集装箱 {number} 的商品项号关系。
    | A summary with licences or inspection must say which lines lie in {number}.
    """
    if is_summary(filing, on) and (filing.involves_licence or filing.involves_inspection):
        for index, box in enumerate(filing.containers):
            if box.lines is None:
                yield ("containers", index, "lines"), {"number": box.number}


@rule("guarantee-number", basis="gacc-2017-45#declare")
def guaranteed_payment_names_the_guarantee(filing: ImportDeclaration) -> Iterator[Finding]:
    """汇总征税或凭担保放行须填担保备案编号。 | Consolidated or guaranteed payment needs the guarantee reference."""
    if filing.payment != ORDINARY and filing.guarantee_number is None:
        yield "guarantee_number"


@rule("guarantee-idle", basis="gacc-2017-45#declare", severity="warning", given="guarantee_number")
def a_guarantee_is_named_to_be_used(filing: ImportDeclaration) -> Iterator[Finding]:
    """逐票缴税用不到担保 {number}；要用担保请改缴税方式。
    | Guarantee {number} is not used when duty is paid one by one; change how duty is paid.
    """
    if filing.payment == ORDINARY and filing.clearance != TWO_STEP:
        yield "guarantee_number", {"number": filing.guarantee_number}


@rule("payment-credit", basis="gacc-2017-45#eligible")
def deferred_payment_is_not_for_the_discredited(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{name}是失信企业，不能汇总征税或使用关税保证保险，请选逐票缴税。
    | {name} is discredited and must pay shipment by shipment.
    """
    if (
        filing.payment != ORDINARY
        and filing.clearance != TWO_STEP
        and credit_of(filing.consignee_uscc, on) in DISCREDITED
    ):
        yield "payment", {"name": filing.consignee_name}


_SUMMARY = {
    "clearance": Text("通关模式", "clearance mode"),
    "consignee_uscc": Text("境内收发货人", "domestic consignee"),
    "transport_mode": Text("运输方式", "transport mode"),
    "conveyance": Text("运输工具名称", "conveyance"),
    "voyage": Text("航次号", "voyage"),
    "bill_number": Text("提运单号", "bill"),
    "supervision_mode": Text("监管方式", "supervision mode"),
}
_SUMMARY_LINE = {
    "hs_code": Text("商品编号", "commodity code"),
    "name": Text("商品名称", "name of goods"),
    "quantity": Text("数量", "quantity"),
    "unit": Text("单位", "unit"),
    "total": Text("总价", "total"),
    "currency": Text("币制", "currency"),
    "origin": Text("原产国", "country of origin"),
}


def _six(value: Any, field: str) -> Any:
    return value[:6] if field == "hs_code" else value


@rule("summary-unchanged", basis="gacc-2019-216#consistency")
def the_completion_keeps_the_summary(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """完整申报不能改变概要申报的{what}：原为“{before}”，现为“{after}”。
    | The completion cannot change the summary's {what}: “{before}” became “{after}”.
    """
    if on.step != COMPLETE or not isinstance(on.before, ImportDeclaration):
        return
    for place, field, what, before, after in _compared(on.before, filing):
        if _six(before, field) != _six(after, field):
            yield (*place, field), {"what": what, "before": before, "after": after}


def _compared(
    before: ImportDeclaration, after: ImportDeclaration
) -> Iterator[tuple[tuple[str | int, ...], str, Text, Any, Any]]:
    """Every summary item as it was and as it is: place, field, words, before, after."""
    for field, what in _SUMMARY.items():
        yield (), field, what, getattr(before, field), getattr(after, field)
    for index, (old, new) in enumerate(zip(before.lines, after.lines, strict=False)):
        for field, what in _SUMMARY_LINE.items():
            yield ("lines", index), field, what, getattr(old, field), getattr(new, field)


@rule("summary-lines", basis="gacc-2019-216#consistency")
def the_completion_keeps_the_lines(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """概要申报有 {before} 项商品，完整申报不能变成 {after} 项。
    | The summary has {before} line(s); the completion cannot have {after}.
    """
    if on.step != COMPLETE or not isinstance(on.before, ImportDeclaration):
        return
    before, after = len(on.before.lines), len(filing.lines)
    if before != after:
        yield "lines", {"before": before, "after": after}


RULES: tuple[Rule, ...] = (
    early_modes_need_a_crossing,
    two_steps_are_not_for_the_discredited,
    a_summary_answers_three_questions,
    the_licence_answer_is_true,
    a_licensed_summary_lists_its_licences,
    the_inspection_answer_is_true,
    the_duty_answer_is_true,
    a_taxed_summary_is_secured,
    a_licensed_or_inspected_summary_says_what_lies_where,
    guaranteed_payment_names_the_guarantee,
    a_guarantee_is_named_to_be_used,
    deferred_payment_is_not_for_the_discredited,
    the_completion_keeps_the_summary,
    the_completion_keeps_the_lines,
)
