"""``kouan timing bottlenecks`` and ``queues`` over somebody's log, and what they refuse."""

import json

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app

LOG = """activity,time,case,party,lane
filed,2026-03-02T08:00Z,c1,trader,green
released,2026-03-02T09:00Z,c1,customs,green
filed,2026-03-02T08:30Z,c2,trader,green
released,2026-03-02T09:30Z,c2,customs,green
filed,2026-03-02T08:00Z,c3,trader,red
released,2026-03-02T13:00Z,c3,customs,red
gone,2026-03-02T14:00Z,c3,trader,red
"""
HOUR = 3600


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return str(path)


def kouan(*arguments):
    return CliRunner().invoke(app, ["timing", *arguments])


def told(*arguments):
    result = kouan(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_edge_that_costs_most_comes_first(log):
    rows = told("bottlenecks", "--log", log)["rows"]
    assert [(row["from"], row["to"], row["n"], row["lost"]) for row in rows] == [
        ("filed", "released", 3, 7 * HOUR),
        ("released", "gone", 1, HOUR),
    ]
    assert rows[0]["avoidable"] == 4 * HOUR
    assert sum(row["variance"] for row in rows) == pytest.approx(1)
    assert len(told("bottlenecks", "--log", log, "--top", "1")["rows"]) == 1


def test_whom_they_waited_for_by_a_definition(log, tmp_path):
    study = tmp_path / "mine.yaml"
    study.write_text(
        "code: mine\nversion: 1\ntitle: 全程 | Whole\nsource: 自定 | Own\nverified: false\nunit: case\n"
        "milestones:\n  - {name: a, title: 申报 | Filed, events: [filed]}\n"
        "  - {name: b, title: 放行 | Released, events: [released]}\n"
        "overall: {title: 全程 | Whole, from: a, to: b}\n"
        'holders:\n  titles: {customs: 海关 | Customs}\n  until: [{awaited: customs, next: ["*"]}]\n  otherwise: customs\n'
    )
    [row] = told("bottlenecks", "--log", log, "--study", str(study))["rows"]
    assert (row["holder"], row["title"]["zh"], row["n"], row["lost"]) == ("customs", "海关", 3, 7 * HOUR)


def test_a_queue_hour_by_hour(log):
    [queue] = told("queues", "--log", log, "--stage", "filed -> released")["queues"]
    assert (queue["most"], queue["at"]) == (3, "2026-03-02T08:30:00+00:00")
    assert [(each["most"], each["mean"]) for each in queue["hours"]] == [
        (3, 2.5),
        (2, 1.5),
        *([(1, 1.0)] * 3),
        (0, 0.0),
        (0, 0.0),
    ]


@pytest.mark.parametrize("command", [("bottlenecks",), ("queues", "--stage", "filed -> gone")])
def test_people_read_a_table(log, command):
    result = kouan(command[0], "--log", log, *command[1:])
    assert result.exit_code == 0
    assert "filed" in result.stdout


def test_a_queue_of_nothing_in_particular_is_refused_in_both_languages(log):
    result = kouan("queues", "--log", log)
    assert result.exit_code == 2
    assert "排队" in result.output
    assert "queue" in result.output
    assert kouan("queues", "--log", log, "--stage", "filed -> lost").exit_code == 2
