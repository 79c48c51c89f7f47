"""What `kouan check` finds in the steps of a flow: who does them, and what they put on the log or wait for."""

from collections.abc import Collection, Iterable, Iterator

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import Field, fields
from kouan.blueprint.draw import Draw
from kouan.blueprint.flow import Emit, Flow, Guarded, Parallel, Step, Way, places, steps
from kouan.blueprint.procedure import APPLICANT, Procedure
from kouan.kernel.text import Text

_COME_AGAIN = frozenset({"container", "vehicle"})


def flow_findings(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    """Unknown agencies and desks, what the filing never names, grants of others, waits and deadlines without end."""
    yield from _agencies(procedure, flow)
    yield from _objects(procedure, flow)
    yield from _grants(procedure, flow)
    yield from _late_documents(procedure, flow)
    yield from _unconditional(flow)
    for step in steps(flow):
        if step.lapses:
            yield from _lapses(step, step.lapses)
        yield from _awaits(step)


def _agencies(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    if procedure.lead not in AGENCIES:
        yield Text(f"牵头机关“{procedure.lead}”不存在。", f"the leading agency “{procedure.lead}” does not exist.")
    for opener in procedure.opened_by or ("",):
        if opener not in (*AGENCIES, APPLICANT):
            yield Text(f"立案的单位“{opener}”不存在。", f"it is opened by “{opener}”, no known agency.")
    for step in steps(flow):
        agency = AGENCIES.get(step.by)
        if step.kind == "review" and agency is None:
            yield Text(
                f"环节 {step.name} 的机关“{step.by}”不存在。", f"step {step.name} is by “{step.by}”, no known agency."
            )
        elif agency and step.desk and step.desk not in agency.desks:
            yield Text(
                f"环节 {step.name}：{agency.title.zh}没有“{step.desk}”岗位。",
                f"step {step.name}: {agency.title.en} has no desk “{step.desk}”.",
            )


def _unconditional(flow: Flow) -> Iterator[Text]:
    """Ways of which a case goes one, that it would always go."""
    choices = (part for _, part in places(flow) if isinstance(part, Parallel) and part.exclusive)
    for way in (way for choice in choices for way in choice.parts if not isinstance(way, Guarded)):
        first = next(steps(way)).name
        yield Text(
            f"只能走其一的各路中，从环节 {first} 开始的一路没有条件。",
            f"of the ways of which a case goes one, that which begins with step {first} has no condition.",
        )


def _late_documents(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    supplied = {step.name for step in steps(flow) if step.kind == "supply"}
    for document in procedure.documents:
        if document.step and document.step not in supplied:
            yield Text(
                f"单证 {document.code} 在“{document.step}”时交，没有这个申请人环节。",
                f"document {document.code} is due at “{document.step}”, which is no step of the applicant.",
            )


def _objects(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    named = set(_kinds(fields(procedure.form)))
    for step in steps(flow):
        wanted = [each.of for each in emits(step)] + ([step.of] if step.of else [])
        wanted += [draw.of for draw in draws(step) if draw.sense != "grant"]
        yield from _unnamed(f"环节 {step.name}", f"step {step.name}", wanted, named)
    yield from _unnamed("撤回", "a withdrawal", [each.of for each in procedure.takes_back], named)


def _unnamed(zh: str, en: str, wanted: Iterable[str], named: Collection[str]) -> Iterator[Text]:
    for kind in dict.fromkeys(kind for kind in wanted if kind not in named):
        yield Text(
            f"{zh}涉及“{kind}”，申报表没有填写这种对象的字段。",
            f"{en} is about “{kind}”, and no field of the form names one.",
        )


def _kinds(parts: tuple[Field, ...]) -> Iterator[str]:
    for part in parts:
        if part.refers:
            yield part.refers.kind
        yield from _kinds(part.fields)


def emits(step: Step) -> tuple[Emit, ...]:
    """All that a step may put on the log."""
    return (*step.opens, *(emit for way in step.every_way for emit in way.emits))


def _awaits(step: Step) -> Iterator[Text]:
    for event, code in step.events.items():
        if step.offered(code) is None:
            yield Text(
                f"环节 {step.name} 等到 {event} 时没有“{code}”这种结果。",
                f"step {step.name} has no outcome “{code}”, into which {event} should end it.",
            )
    if step.of in _COME_AGAIN and not step.fresh:
        yield Text(
            f"环节 {step.name} 等待的“{step.of}”会多次到港，须写明 fresh。",
            f"step {step.name} waits for a “{step.of}”, which comes again and again, and is not fresh.",
        )
    for way in step.ways if step.kind == "await" else ():
        if way.code not in step.events.values():
            yield Text(
                f"环节 {step.name} 的结果“{way.code}”没有事件能带来。",
                f"step {step.name}: no event brings its outcome “{way.code}”.",
            )


def _lapses(step: Step, lapse: Way) -> Iterator[Text]:
    if step.within is None:
        yield Text(
            f"环节 {step.name} 逾期自动办结，却没有时限。",
            f"step {step.name} ends of itself after its limit, and has no limit.",
        )
    if step.way(lapse.code) != lapse:
        yield Text(
            f"环节 {step.name} 逾期的结果“{lapse.code}”与可选的同名结果不同。",
            f"step {step.name} lapses into “{lapse.code}”, which is another way of the same name.",
        )


def draws(step: Step) -> tuple[Draw, ...]:
    """All that a step may do to balances."""
    return tuple(draw for way in step.every_way for draw in way.draws)


def _grants(procedure: Procedure, flow: Flow) -> Iterator[Text]:
    """What is granted is the case itself."""
    for step in steps(flow):
        for draw in draws(step):
            if draw.sense == "grant" and draw.of != procedure.object_kind:
                yield Text(
                    f"环节 {step.name} 设立“{draw.of}”，而本事项自身是“{procedure.object_kind}”。",
                    f"step {step.name} grants a “{draw.of}”, but a case is a “{procedure.object_kind}”.",
                )
