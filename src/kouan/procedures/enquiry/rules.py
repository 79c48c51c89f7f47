"""Demands on an enquiry, on how it is sorted and on how it is rated."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures.enquiry.form import COMPLAINT, DISSATISFIED, FEES, HOTLINES, REPORT, WEB, Filing, Rating, Sorting

_OF_CHARGES = ("payee", "item", "amount", "charged_on")


@rule("contact-missing", basis="hotline-2020-53#answer")
def the_asker_can_be_called(filing: Filing) -> Iterator[Finding]:
    """请填联系人和电话，否则无法答复；只有举报可以匿名。
    | Give contact and phone, or nobody can be answered; only a report may be anonymous.
    """
    if not filing.anonymous:
        yield from (name for name in ("asker", "phone") if getattr(filing, name) is None)


@rule("anonymous-question", basis="hotline-2020-53#secret")
def only_reports_are_anonymous(filing: Filing) -> Iterator[Finding]:
    """只有举报可以匿名，其他诉求须留联系方式。 | Only a report may be anonymous; all else needs a contact."""
    if filing.anonymous and filing.kind != REPORT:
        yield "anonymous"


@rule("anonymous-online", basis="hotline-2020-53#secret")
def nobody_is_anonymous_online(filing: Filing) -> Iterator[Finding]:
    """网上提交会记录提交人，匿名举报请拨打热线或到大厅，由受理岗登记。
    | What is filed online records who filed it; for an anonymous report call a hotline or come to the counter.
    """
    if filing.anonymous and filing.kind == REPORT and filing.channel == WEB:
        yield "anonymous"


@rule("anonymous-named", basis="hotline-2020-53#secret")
def the_anonymous_are_not_named(filing: Filing) -> Iterator[Finding]:
    """选了匿名，请不要填联系人、电话和企业。 | It is anonymous, so name no contact, phone or firm."""
    if filing.anonymous and filing.kind == REPORT:
        named = ("asker", "phone", "firm_uscc", "firm_name")
        yield from (name for name in named if getattr(filing, name) is not None)


@rule("call-unnumbered", basis="shenzhen-2019#11")
def a_call_has_its_number(filing: Filing) -> Iterator[Finding]:
    """热线转来的须填工单号。 | What came by a hotline has the number of the call."""
    if filing.channel in HOTLINES and filing.call_number is None:
        yield "call_number"


@rule("charge-untold", basis="port-charges-catalogue#off-list")
def a_charge_complained_of_is_told(filing: Filing) -> Iterator[Finding]:
    """收费投诉须填收费单位、项目、金额和日期。
    | A complaint about a charge says who charged what, how much and when.
    """
    if filing.kind == COMPLAINT and filing.topic == FEES:
        yield from (name for name in _OF_CHARGES if getattr(filing, name) is None)


@rule("date-ahead", basis="hotline-2020-53#sort")
def what_is_told_has_happened(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """日期不能晚于今日。 | The day cannot be one to come."""
    today = local_date(on.moment)
    for name in ("happened_on", "charged_on"):
        day = getattr(filing, name)
        if day and day > today:
            yield name


@rule("urgency-unexplained", basis="hotline-2020-53#sort")
def urgency_is_explained(filing: Filing) -> Iterator[Finding]:
    """选了紧急，请说明哪批货、哪条船滞留在哪里。 | It is urgent, so say which goods or ship are held up, and where."""
    if filing.urgent and filing.urgent_why is None:
        yield "urgent_why"


@rule("bill-unknown", basis="hotline-2020-53#sort", severity="warning")
def the_bill_is_known(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """系统中没有提运单 {bill}，请核对。 | Bill {bill} is not known here; please check."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("report-published", basis="hotline-2020-53#secret")
def reports_are_not_published(filing: Filing) -> Iterator[Finding]:
    """举报内容保密，不能公开。 | Reports are kept secret and not published."""
    if filing.kind == REPORT and filing.may_publish:
        yield "may_publish"


RULES: tuple[Rule, ...] = (
    the_asker_can_be_called,
    only_reports_are_anonymous,
    nobody_is_anonymous_online,
    the_anonymous_are_not_named,
    a_call_has_its_number,
    a_charge_complained_of_is_told,
    what_is_told_has_happened,
    urgency_is_explained,
    the_bill_is_known,
    reports_are_not_published,
)


@rule("sorted-nowhere", basis="hotline-2020-53#sort")
def it_is_answered_or_passed_on(sorting: Sorting) -> Iterator[Finding]:
    """请当场答复，或者选转办单位。 | Answer it at once, or choose whom it is passed to."""
    if sorting.answer is None and not sorting.agencies:
        yield "agencies"


@rule("sorted-both", basis="hotline-2020-53#sort")
def it_is_not_both(sorting: Sorting) -> Iterator[Finding]:
    """已当场答复的不再转办。 | What is answered at once is not passed on."""
    if sorting.answer is not None and sorting.agencies:
        yield "agencies"


@rule("agency-twice", basis="hotline-2020-53#sort")
def it_is_passed_to_each_once(sorting: Sorting) -> Iterator[Finding]:
    """同一单位只转一次。 | It is passed to each agency once."""
    for at, code in enumerate(sorting.agencies):
        if code in sorting.agencies[:at]:
            yield ("agencies", at)


SORTING_RULES: tuple[Rule, ...] = (it_is_answered_or_passed_on, it_is_not_both, it_is_passed_to_each_once)


@rule("dissatisfied-why", basis="hotline-2020-53#rate")
def the_dissatisfied_say_why(rating: Rating) -> Iterator[Finding]:
    """不满意的请写明原因，以便继续办理。 | Say why it did not satisfy, so that work can go on."""
    if rating.rating == DISSATISFIED and rating.reason is None:
        yield "reason"


RATING_RULES: tuple[Rule, ...] = (the_dissatisfied_say_why,)
