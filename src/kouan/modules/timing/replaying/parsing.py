"""A chain from its file, read as strictly as a study: what is missing, unknown or out of order is refused."""

from collections.abc import Sequence

from kouan.modules.timing.replaying.chain import Chain, Pair, Step
from kouan.modules.timing.studies.parts import once
from kouan.modules.timing.studies.picking import picked
from kouan.modules.timing.studies.reading import Part, opened

REQUIRED = ("name", "version", "title", "source", "kinds", "steps")
ROLES = ("arrival", "filing", "payment", "inspection")


def read(text: str, file: str) -> Chain:
    """A chain; raises Unreadable, which says in one sentence what is wrong where and what would be right."""
    said = opened(text, file).fields(REQUIRED, ("studies", "parallel", *ROLES))
    kinds, steps = said["kinds"].words(), list[Step]()
    for part in said["steps"].parts():
        steps.append(_step(part, kinds, [each.name for each in steps]))
    names = once(said["steps"], [each.name for each in steps])
    if not steps:
        raise said["steps"].wrong("应有至少一步", "it must have one step or more")
    chain = Chain(
        name=said["name"].word(),
        version=said["version"].whole(1),
        title=said["title"].text(),
        source=said["source"].text(),
        steps=tuple(steps),
        studies=said["studies"].words() if "studies" in said else (),
        parallel=tuple(_pair(each, steps) for each in said["parallel"].parts()) if "parallel" in said else None,
        **{role: said[role].word(names) for role in ROLES if role in said},
    )
    return _arriving(said["steps"], chain)


def _step(part: Part, kinds: Sequence[str], above: Sequence[str]) -> Step:
    """``{name, title, awaited, events, of, qualifiers, parties, which, side, after, timetabled}``."""
    optional = ("of", "qualifiers", "parties", "which", "side", "after", "timetabled")
    said = part.fields(("name", "title", "awaited", "events"), optional)
    which = said["which"].word(("first", "last")) if "which" in said else "first"
    side = said["side"].word(("physical", "documents")) if "side" in said else "documents"
    return Step(
        name=said["name"].name(),
        title=said["title"].text(),
        awaited=said["awaited"].word(),
        picked=picked(said, kinds),
        which="last" if which == "last" else "first",
        after=tuple(each.word(above) for each in said["after"].parts()) if "after" in said else (),
        side="physical" if side == "physical" else "documents",
        timetabled="timetabled" in said and said["timetabled"].truth(),
    )


def _pair(part: Part, steps: Sequence[Step]) -> Pair:
    """``[step, before]``: a step and one that it is after."""
    said = part.words()
    pairs = [(each.name, before) for each in steps for before in each.after]
    if tuple(said) not in pairs:
        raise part.wrong("应为一步和它所等的一步", "it must be a step and one that it waits for")
    return said[0], said[1]


def _arriving(part: Part, chain: Chain) -> Chain:
    arrival = chain.step(chain.arrival)
    if arrival and arrival.after:
        raise part.wrong("抵港这一步不等任何步骤", "the step of arrival waits for no other")
    return chain
