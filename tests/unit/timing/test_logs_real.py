"""Logs that others made: the map and the variants are what a second program, written here in plain loops, makes of them."""

import csv
import gzip
import json
import re
from collections import defaultdict
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.own import write
from tests.unit.timing.shared import shared

LOGISTICS = ("Customer_Order", "Transport_Document", "Vehicle", "Container", "Handling_Unit", "Truck", "Forklift")
Trace = list[tuple[datetime, int, str]]
Traces = dict[tuple[str, str], Trace]
_FOLDERS: list[TemporaryDirectory[str]] = []
"""Gone when the tests are done."""


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@cache
def logistics() -> tuple[list[str], Traces]:
    path = shared("ContainerLogistics/logistics.csv")
    traces: Traces = defaultdict(list)
    for number, row in enumerate(rows(path)):
        moment = datetime.fromisoformat(row["time"]).replace(tzinfo=UTC)
        for kind in LOGISTICS:
            for thing in {each for each in row[kind].split(",") if each}:
                traces[kind, thing].append((moment, number, row["type"]))
    said = ["activity=type", "event=id", "separator=,", f"objects={','.join(LOGISTICS)}"]
    return ["--log", str(path), *(part for each in said for part in ("--columns", each))], traces


@cache
def pickups() -> tuple[list[str], Traces]:
    """PortOCEL. An id that two events have is two events, each about all that the id is related to."""
    folder = shared("PortOCEL/truck_bp_iot")
    tables = {row["ocel_type"]: row["ocel_type_map"] for row in rows(folder / "event_map_type.csv", ";")}
    times: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, name in tables.items():
        for row in rows(folder / f"event_{name}.csv", ";"):
            times[kind, row["ocel_id"]].append(row["ocel_time"])
    kinds = {row["ocel_id"]: row["ocel_type"] for row in rows(folder / "object.csv", ";")}
    about: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder / "event_object.csv", ";"):
        about[row["ocel_event_id"]].add(row["ocel_object_id"])
    traces: Traces = defaultdict(list)
    for number, row in enumerate(rows(folder / "event.csv", ";")):
        moment = datetime.fromisoformat(times[row["ocel_type"], row["ocel_id"]].pop(0)).replace(tzinfo=UTC)
        for thing in about[row["ocel_id"]]:
            traces[kinds[thing], thing].append((moment, number, row["ocel_type"]))
    return ["--log", str(folder)], traces


@cache
def applications() -> tuple[list[str], Traces]:
    """BPI Challenge 2012, line by line: this file has one attribute a line. Kouan's own reader reads it once, too."""
    path = shared("bpic2012.xes.gz")
    traces: Traces = defaultdict(list)
    inside, case, said, number = "", "", {}, 0
    waiting: list[tuple[datetime, int, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for text in map(str.strip, lines):
            if text in ("<trace>", "<event>"):
                inside, said = text, {}
            elif text == "</event>":
                number += 1
                waiting.append((datetime.fromisoformat(said["time:timestamp"]), number, said["concept:name"]))
                inside = ""
            elif text == "</trace>":
                traces["case", case] += waiting
                waiting = []
            elif found := re.match(r'<\w+ key="([^"]+)" value="([^"]*)"/>', text):
                said[found[1]] = found[2]
                if inside == "<trace>" and found[1] == "concept:name":
                    case = found[2]
    return ["--log", _kept(path)], traces


def _kept(path: Path) -> str:
    """A log as its reader reads it, in our own shape: to read half a million tags takes longer than to answer."""
    folder = TemporaryDirectory(prefix="kouan-log-")
    _FOLDERS.append(folder)
    with opened() as duck:
        read(duck, path)
        write(duck, Path(folder.name))
    return folder.name


def answer(question: str, options: list[str]) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["timing", question, *options, "--json"])
    assert result.exit_code == 0, result.output
    [found] = json.loads(result.stdout).values()
    return found


def seconds(times: list[datetime]) -> list[Fraction]:
    micros = [round((b - a).total_seconds() * 1_000_000) for a, b in pairwise(times)]
    return [Fraction(each, 1_000_000) for each in micros]


@pytest.mark.parametrize("log", [logistics, pickups, applications])
def test_the_map_is_that_of_a_second_program(log):
    options, traces = log()
    waits: dict[tuple[str, str, str], list[Fraction]] = defaultdict(list)
    for (kind, _), trace in traces.items():
        trace.sort()
        for (_, _, before), (_, _, after), wait in zip(
            trace, trace[1:], seconds([at for at, *_ in trace]), strict=False
        ):
            waits[kind, before, after].append(wait)
    wanted = {
        edge: (len(each), float(sum(each, Fraction()) / len(each)), float(median(each))) for edge, each in waits.items()
    }
    found = answer("map", options)
    assert {(e["object_type"], e["from"], e["to"]): (e["n"], e["mean"], e["median"]) for e in found} == wanted
    assert len(found) == len(wanted) > 10


@pytest.mark.parametrize("log", [logistics, pickups, applications])
def test_the_variants_are_those_of_a_second_program(log):
    options, traces = log()
    ways: dict[tuple[str, tuple[str, ...]], list[Fraction]] = defaultdict(list)
    objects: dict[str, int] = defaultdict(int)
    for (kind, _), trace in traces.items():
        trace.sort()
        objects[kind] += 1
        ways[kind, tuple(what for *_, what in trace)] += seconds([trace[0][0], trace[-1][0]])
    wanted = {
        way: (len(each), len(each) / objects[way[0]], float(sum(each, Fraction()) / len(each)))
        for way, each in ways.items()
    }
    found = answer("variants", options)
    assert {(w["object_type"], tuple(w["activities"])): (w["n"], w["share"], w["mean"]) for w in found} == wanted


@pytest.mark.slow
def test_spark_says_the_same():
    pytest.importorskip("pyspark", reason="pip install 'kouan[spark]'")
    options, _ = pickups()
    assert answer("variants", [*options, "--engine", "spark"]) == answer("variants", options)
