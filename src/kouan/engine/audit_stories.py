"""What `kouan check` finds in a procedure's scenarios: every way and every branch needs its story."""

from collections.abc import Iterator
from typing import Any

from kouan.blueprint.flow import Flow, Guarded, Parallel, places, steps
from kouan.blueprint.procedure import Procedure
from kouan.engine.audit_publication import publication_findings
from kouan.engine.case import Path
from kouan.engine.rehearse import Told, tell
from kouan.engine.scenario import Scenario
from kouan.kernel.text import Text

_SIDES = {True: Text("成立", "holds"), False: Text("不成立", "does not hold")}


def story_findings(procedure: Procedure, flow: Flow, scenarios: list[Scenario]) -> Iterator[Text]:
    """Stories that go otherwise than they say, and whatever no story tells."""
    told = [tell(procedure, scenario) for scenario in scenarios]
    for story in told:
        for mismatch in story.mismatches:
            name = story.scenario.name
            said = Text("场景 {name} 与预期不符：{why}", "scenario {name} does not go as it says: {why}")
            yield said.fill(name=name, why=mismatch)
    yield from _unreadable(told)
    yield from publication_findings(procedure, flow, [story.case for story in told if story.case])
    yield from _both_of_one(flow, told)
    yield from _untold_conditions(flow, told)
    yield from _untold_ways(flow, told)
    yield from _untold_withdrawals(procedure, told)
    broken = set(_broken(scenarios))
    broken |= {row["code"] for story in told for event in story.events for row in event.payload.get("warnings", ())}
    for rule in (*procedure.rules, *(rule for step in steps(flow) for rule in step.rules)):
        if rule.code not in broken:
            yield Text(f"规则 {rule.code} 没有违反它的场景。", f"rule {rule.code} has no scenario that breaks it.")


def _broken(scenarios: list[Scenario]) -> Iterator[str]:
    """Codes of the rules that scenarios break: at filing, or in a move that must be refused."""
    for scenario in scenarios:
        yield from (problem.split("@")[0] for problem in scenario.problems or ())
        yield from (code for move in scenario.moves for code in move.get("refused", "").split())


def _unreadable(told: list[Told]) -> Iterator[Text]:
    said = ((story.scenario.name, event.kind) for story in told for event in story.events if not _plain(event.payload))
    for name, kind in dict.fromkeys(said):
        yield Text(
            f"场景 {name} 中事件 {kind} 的内容不是 JSON 数据。",
            f"scenario {name}: what the event {kind} says is not JSON data.",
        )


def _plain(value: Any) -> bool:
    """Whether the log can keep a value: texts, whole numbers, yes and no, nothing, and lists and objects of these."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(item) for key, item in value.items())
    return all(map(_plain, value)) if isinstance(value, list) else value is None or isinstance(value, str | int)


def _both_of_one(flow: Flow, told: list[Told]) -> Iterator[Text]:
    """Stories that meet the conditions of two parts of which only one may be gone."""
    for path in (path for path, part in places(flow) if isinstance(part, Parallel) and part.exclusive):
        for story in told:
            met = sum(holds for place, holds in story.passed.items() if place[:-1] == path)
            if met > 1:
                yield Text(
                    f"场景 {story.scenario.name} 同时满足了只能走其一的 {met} 路的条件。",
                    f"scenario {story.scenario.name} meets the conditions of {met} ways of which one may be gone.",
                )


def _untold_conditions(flow: Flow, told: list[Told]) -> Iterator[Text]:
    seen = {(path, side) for story in told for path, side in story.passed.items()}
    for path, guarded in _conditions(flow):
        for side, words in _SIDES.items():
            if (path, side) not in seen:
                yield Text(
                    f"没有条件 {condition_name(guarded)} {words.zh}的场景。",
                    f"no scenario takes the branch where {condition_name(guarded)} {words.en}.",
                )


def _untold_ways(flow: Flow, told: list[Told]) -> Iterator[Text]:
    ended = [event.payload for story in told for event in story.events if event.kind in ("decided", "supplied")]
    lapsed = {said["step"] for said in ended if "lapsed" in said}
    seen = {(said["step"], said.get("outcome", "done")) for said in ended if "lapsed" not in said}
    for step in steps(flow):
        for way in step.ways:
            if (step.name, way.code) not in seen:
                yield Text(
                    f"没有环节 {step.name} 结果为“{way.code}”的场景。",
                    f"no scenario ends step {step.name} with “{way.code}”.",
                )
        if step.lapses and step.name not in lapsed:
            yield Text(
                f"没有环节 {step.name} 逾期自动办结的场景。", f"no scenario lets the limit of step {step.name} pass."
            )


def _untold_withdrawals(procedure: Procedure, told: list[Told]) -> Iterator[Text]:
    seen = {event.kind for story in told for event in story.events if "result" in event.payload}
    for kind in dict.fromkeys(emit.kind for emit in procedure.takes_back if emit.kind not in seen):
        yield Text(f"没有撤回时发布 {kind} 的场景。", f"no scenario is withdrawn, or void, and takes back by {kind}.")


def _conditions(flow: Flow) -> Iterator[tuple[Path, Guarded]]:
    """Every condition with its place in the flow, as the replay numbers places."""
    return ((path, part) for path, part in places(flow) if isinstance(part, Guarded))


def condition_name(guarded: Guarded) -> str:
    """The name a condition has in the source."""
    return getattr(guarded.guard, "__name__", "?")
