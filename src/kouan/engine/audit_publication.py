"""What `kouan check` finds about the public register: a step that is not there, secrets, data without words."""

from collections.abc import Iterable, Iterator

from kouan.blueprint.flow import Flow, steps
from kouan.blueprint.procedure import Procedure
from kouan.engine.case import Case
from kouan.engine.publication import by_form, secrets_of
from kouan.kernel.text import Text


def publication_findings(procedure: Procedure, flow: Flow, cases: Iterable[Case]) -> Iterator[Text]:
    """What is wrong with what a procedure publishes. ``cases``: those that its scenarios tell of."""
    if procedure.publishes and procedure.publishes not in {step.name for step in steps(flow)}:
        yield Text(
            f"要公开环节“{procedure.publishes}”的结果，但流程中没有这个环节。",
            f"it publishes the outcome of a step “{procedure.publishes}”, which the flow does not have.",
        )
    yield from dict.fromkeys(text for case in cases for text in _told(case))


def _told(case: Case) -> Iterator[Text]:
    """What a case publishes and should not: what is named as secret, and what has no words for people to read."""
    outcome = case.outcomes.get(case.procedure.publishes)
    data = outcome.data if outcome else {}
    readable = {name for _, part in by_form(case.procedure, data, case.day) for name in part} if data else set()
    for name in sorted(secrets_of(case) & set(data)):
        yield Text(f"公开的内容含有保密项 {name}。", f"what is published holds {name}, which is secret.")
    for name in sorted(set(data) - readable):
        yield Text(
            f"公开的 {name} 不是任何表单的栏目，没有名称可以显示。",
            f"{name} is published, but no form has a field of that name to say what it is.",
        )
