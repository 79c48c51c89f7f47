"""The chains that come with the house; and for a study without one, its own stages as a chain."""

from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.chain import Chain, Step
from kouan.modules.timing.replaying.parsing import read
from kouan.modules.timing.replaying.refusing import Unfit
from kouan.modules.timing.studies.model import Study

_CIRCLE = Text(
    "口径 {study} 的环节首尾相接成环，排不出先后：请用 --chain 另给步骤图。",
    "The stages of the study {study} form a circle, so nothing comes first: name a chain with --chain.",
)


@cache
def chains() -> tuple[Chain, ...]:
    """Each chain that comes with the house, by its file's name."""
    found = sorted(files(__package__).joinpath("chains").iterdir(), key=lambda each: each.name)
    return tuple(read(file.read_text(encoding="utf-8"), file.name) for file in found)


def chain_of(study: Study) -> Chain:
    """The chain of a study; raises Unfit where its stages give none."""
    return next((each for each in chains() if study.code in each.studies), None) or by_stages(study)


def by_stages(study: Study) -> Chain:
    """A study's stages as a chain: each ends in a step that waits for where it begins, and where no stage ends there
    it waits for the start of the whole."""
    first = study.overall.start
    after: dict[str, list[str]] = {first: [], study.overall.end: []}
    for stage in study.stages:
        after.setdefault(stage.start, [])
        if stage.start not in after.setdefault(stage.end, []) and stage.start != stage.end:
            after[stage.end].append(stage.start)
    # Where the whole begins with a step that waits for others, what comes before them has nothing to wait for.
    idle = [study.overall.end] if after[first] else after
    for name in idle:
        if not after[name] and name != first:
            after[name].append(first)
    try:
        order = tuple(TopologicalSorter(after).static_order())
    except CycleError as error:
        raise Unfit(_CIRCLE.fill(study=study.code)) from error
    known = {each.name: each for each in study.milestones}
    steps = (
        Step(name, known[name].title, name, known[name].picked, known[name].which, tuple(after[name])) for name in order
    )
    return Chain(study.code, study.version, study.title, study.source, tuple(steps), (study.code,))
