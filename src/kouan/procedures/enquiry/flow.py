"""Sorted within two hours; answered side by side; what nobody owns is settled; rated; coordinated if it did not do."""

from collections.abc import Callable
from functools import reduce
from operator import and_

from kouan.blueprint import AGENCIES, Computed, Facts, Flow, Text, Way, Within, auto, redacted, review, supply
from kouan.blueprint.flow import Guard
from kouan.procedures.enquiry.form import ANSWERING, DISSATISFIED, Answer, Filing, Published, Rating, Sorting
from kouan.procedures.enquiry.rules import RATING_RULES, SORTING_RULES

NOT_OURS, LEAD = "not-ours", "port-office"
SORTED = (
    Way("sorted", Text("已答复或转办", "Answered or passed on")),
    Way("declined", Text("不属受理范围", "Outside the remit"), ends=True),
)
ANSWERED = (
    Way("answered", Text("已答复", "Answered")),
    Way(NOT_OURS, Text("不属本单位职责", "Not within this agency's duties"), adverse=True),
)
SETTLED = (
    Way("settled", Text("已解决", "Settled")),
    Way("explained", Text("已解释说明", "Explained")),
)
UNRATED = Way("unrated", Text("逾期未评价，自动办结", "Not rated in time, closed"))


def is_urgent(facts: Facts) -> bool:
    """货物或船舶滞留 | Goods or a ship are held up"""
    return bool(facts.filing.urgent)


def passed_to(code: str) -> Guard:
    """Whether the enquiry was passed to an agency."""

    def is_passed(facts: Facts) -> bool:
        return code in facts.outcomes["sort"].data.get("agencies", ())

    title = AGENCIES[code].title
    is_passed.__doc__ = f"转{title.zh}办理 | Passed to: {title.en}"
    return is_passed


def is_nobodys(facts: Facts) -> bool:
    """有单位认为不属其职责 | An agency says that it is not its duty"""
    return any(facts.outcome(f"answer-{code}") == NOT_OURS for code in ANSWERING)


def is_dissatisfied(facts: Facts) -> bool:
    """评价为不满意 | Rated as dissatisfied"""
    rated = facts.outcomes.get("rate")
    return rated is not None and rated.data.get("rating") == DISSATISFIED


def has_somebody(facts: Facts) -> bool:
    """留有联系方式 | There is somebody to ask"""
    return not facts.filing.anonymous


def may_publish(facts: Facts) -> bool:
    """同意公开问答 | May be published"""
    return bool(facts.filing.may_publish)


def _answers(facts: Facts) -> list[dict[str, str]]:
    """Each answer with who gave it, in the order of the agencies."""
    steps = {"sort": "window", **{f"answer-{code}": code for code in ANSWERING}, "assign": LEAD, "coordinate": LEAD}
    given = ((code, facts.outcomes[step].data.get("answer")) for step, code in steps.items() if step in facts.outcomes)
    return [{"agency": code, "answer": answer} for code, answer in given if answer]


def publish(facts: Facts) -> Computed:
    """Question and answers without a name in them."""
    filing: Filing = facts.filing
    names = [
        filing.asker,
        filing.phone,
        filing.firm_name,
        filing.firm_uscc,
        filing.payee,
        filing.bill,
        filing.declaration,
    ]
    told = {"subject": filing.subject, "question": filing.content, "answers": _answers(facts)}
    return Computed("published", "", {"topic": filing.topic, **redacted(told, [name for name in names if name])})


def flow(limit: Callable[[str], Within]) -> Flow:
    """Reception sorts; agencies answer; the asker rates; the port office coordinates what is left."""
    return (
        review(
            "sort",
            "受理分办 | Taken in and sorted",
            by="window",
            desk="reception",
            within=limit("sort"),
            ways=SORTED,
            form=Sorting,
            rules=SORTING_RULES,
            reply=limit("correct"),
        )
        >> (
            review(
                "call-back",
                "紧急诉求先行联系 | Called back at once",
                by="window",
                desk="reception",
                within=limit("call-back"),
                ways=(Way("called", Text("已联系", "Called")),),
            ).when(is_urgent)
            & reduce(and_, (_answered(limit, code) for code in ANSWERING))
        )
        >> _coordinated(limit, "assign", "职责不清协调答复 | Settled whose it is, and answered").when(is_nobodys)
        >> (
            supply("rate", "评价 | Rating", form=Rating, rules=RATING_RULES, within=limit("rate"), lapses=UNRATED)
            >> _coordinated(limit, "coordinate", "不满意再协调 | Coordinated, since it did not satisfy").when(
                is_dissatisfied
            )
        ).when(has_somebody)
        >> auto(
            "publish",
            "公开问答（隐去身份） | Published without names",
            compute=publish,
            ways=(Way("published", Text("已公开", "Published")),),
            form=Published,
        ).when(may_publish)
    )


def _answered(limit: Callable[[str], Within], code: str) -> Flow:
    """One agency's answer, if the enquiry was passed to it."""
    title, desk = AGENCIES[code].title, next(iter(AGENCIES[code].desks))
    return review(
        f"answer-{code}",
        f"{title.zh}答复 | Answered by {title.en}",
        by=code,
        desk=desk,
        within=limit("answer"),
        ways=ANSWERED,
        form=Answer,
    ).when(passed_to(code))


def _coordinated(limit: Callable[[str], Within], name: str, title: str) -> Flow:
    """The port office settles with the agencies, by joint meeting if need be."""
    return review(name, title, by=LEAD, desk="general", within=limit("coordinate"), ways=SETTLED, form=Answer)
