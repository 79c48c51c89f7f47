"""Which definitions a report is taken by: one that is named, or for each kind of object from first to last event."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kouan.cli.output import fail
from kouan.cli.timing.options import Asked, Wanted
from kouan.kernel.datafile import Unreadable
from kouan.kernel.text import Text
from kouan.modules.timing.public import (
    Engine,
    Milestone,
    Picked,
    Rate,
    Segment,
    Stage,
    Study,
    UnknownStudy,
    activities,
    first_to_last,
    kinds,
    log,
    preset,
    read_study,
)

_ARROW = "->"
_NO_ARROW = Text("“{stage}”应写作“活动 -> 活动”。", "“{stage}” should be written “ACTIVITY -> ACTIVITY”.")
_NO_ACTIVITY = Text("日志中没有活动“{name}”；有：{names}。", "The log has no activity “{name}”; it has {names}.")
_NO_UNIT = Text(
    "统计口径 {study} 以“{kind}”为对象，日志中没有；有：{kinds}。",
    "The study {study} measures objects of kind “{kind}”, which the log has not; it has {kinds}.",
)
_EITHER = Text(
    "统计口径已含环节和分组：--study 不能与 --stage、--by、--object 同用。",
    "A study has its own stages, segments and unit: --study goes without --stage, --by and --object.",
)
_OURS = Text("按 --stage", "by --stage")
_MARK = "@"  # before an attribute, so that no attribute is taken for another column


def studies(engine: Engine, asked: Asked, wanted: Wanted) -> list[Study]:
    """The definitions to take figures by. Ends the command where one is not understood."""
    if not wanted.study:
        stages = [_ends(engine, asked, each) for each in wanted.stages]
        return [_plain(kind, stages, wanted.by) for kind in asked.kinds or kinds(engine, log())]
    if wanted.stages or wanted.by or asked.kinds:
        raise fail(_EITHER, json=asked.json)
    study = _named(asked, wanted.study)
    if study.unit not in (there := kinds(engine, log())):
        said = _NO_UNIT.fill(study=study.code, kind=study.unit, kinds=", ".join(there))
        raise fail(said, json=asked.json)
    return [study]


def shown(name: str) -> str:
    """The name of a segment as it was asked for."""
    return name.removeprefix(_MARK)


def _named(asked: Asked, name: str) -> Study:
    try:
        path = Path(name)
        return read_study(path.read_text(encoding="utf-8"), path.name) if path.is_file() else preset(name)
    except Unreadable as error:
        raise fail(error.said, json=asked.json) from error
    except UnknownStudy as error:
        raise fail(error.message, json=asked.json) from error


def _ends(engine: Engine, asked: Asked, stage: str) -> tuple[str, str]:
    start, arrow, end = (part.strip() for part in stage.partition(_ARROW))
    if not (start and arrow and end):
        raise fail(_NO_ARROW.fill(stage=stage), json=asked.json)
    there = activities(engine, log())
    for name in (start, end):
        if name not in there:
            raise fail(_NO_ACTIVITY.fill(name=name, names=", ".join(there)), json=asked.json)
    return start, end


def _plain(kind: str, stages: Sequence[tuple[str, str]], by: Sequence[str]) -> Study:
    """From first to last event, with the stages that are wanted, each from the first event to the first of another; and
    how many of those that began a stage on a day ended it that day."""
    study = first_to_last(kind)
    marks = [mark for number, ends in enumerate(stages) for mark in _marks(kind, number, ends)]
    return replace(
        study,
        milestones=(*study.milestones, *marks),
        stages=tuple(
            Stage(f"{start} {_ARROW} {end}", _both(f"{start} → {end}"), f"start{number}", f"end{number}")
            for number, (start, end) in enumerate(stages)
        ),
        rates=tuple(
            Rate(f"{start} {_ARROW} {end}", _both(f"{start} → {end}"), f"start{number}", f"end{number}", _OURS)
            for number, (start, end) in enumerate(stages)
        ),
        segments=tuple(Segment(f"{_MARK}{name}", _both(name), attribute=name, of=kind) for name in by),
    )


def _marks(kind: str, number: int, ends: tuple[str, str]) -> Iterator[Milestone]:
    for which, activity in zip(("start", "end"), ends, strict=True):
        yield Milestone(f"{which}{number}", _both(activity), Picked((activity,), kind))


def _both(name: str) -> Text:
    return Text(name, name)
