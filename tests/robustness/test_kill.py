"""``kill -9`` under load, twenty times: no acknowledged filing is lost, the log verifies, subscribers go on."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.robustness.load import Clerk, Receiver, eventually, working
from tests.robustness.site import Site, a_site

KILLS = 20
EVERYTHING = {7, 14}
"""Which kills take all processes at once, as a power cut would; the others take a worker or the subscribers."""
PAUSE = 0.6
SETTLED = 40.0

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")]


@pytest.fixture
def site(tmp_path: Path, on_postgres: bool) -> Iterator[Site]:
    with a_site(tmp_path, on_postgres=on_postgres) as site:
        yield site


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_nothing_acknowledged_is_lost(site: Site, receiver: Receiver):
    tokens = site.prepared()
    site.start()
    watcher = tokens["filers"][0]
    status, webhook = site.call("POST", "/webhooks", {"url": receiver.url, "kinds": ["filed"]}, watcher)
    assert status == 201
    receiver.secret = webhook["secret"]

    clerks = [Clerk(site, f"clerk{number}", token) for number, token in enumerate(tokens["filers"])]
    killed_under_load(site, clerks)
    assert not [fault for clerk in clerks for fault in clerk.faults]

    everything_is_there(site, clerks)
    subscribers_went_on(site, clerks, receiver, watcher, tokens["officers"][0])
    site.kill_all()
    the_log_verifies(site)


def killed_under_load(site: Site, clerks: list[Clerk]) -> None:
    stop = threading.Event()
    threads = working(clerks, stop)
    for number in range(KILLS):
        time.sleep(PAUSE)
        if number in EVERYTHING:
            site.kill_all()
            site.start()
        else:
            kind = "subscribers" if number % 2 else "workers"
            assert eventually(lambda kind=kind, number=number: site.kill_one(kind, number // 2), 20), kind
    stop.set()
    for thread in threads:
        thread.join(timeout=90)
    assert not any(thread.is_alive() for thread in threads)
    assert all(clerk.acknowledged for clerk in clerks)
    assert sum(len(clerk.acknowledged) for clerk in clerks) > KILLS
    if not site.answers():
        site.start()


def everything_is_there(site: Site, clerks: list[Clerk]) -> None:
    """Each acknowledged filing, once, under its number; what was withdrawn is withdrawn."""
    filed = [each for clerk in clerks for each in clerk.acknowledged.values()]
    known = {case for case, _ in filed}
    assert len({number for _, number in filed}) == len(known) == len(filed)
    for clerk in clerks:
        there = all_cases(site, clerk.token)
        assert there.keys() <= known, "a filing that was sent again made a second case"
        for reference, (case, number) in clerk.acknowledged.items():
            assert there[case]["number"] == number, reference
            assert (there[case]["status"] == "withdrawn") == (number in clerk.withdrawn), reference


def all_cases(site: Site, token: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    page = 1
    while cases := site.call("GET", f"/cases?size=200&page={page}", token=token)[1]["cases"]:
        found |= {case["id"]: case for case in cases}
        page += 1
    return found


def subscribers_went_on(site: Site, clerks: list[Clerk], receiver: Receiver, watcher: str, officer: str) -> None:
    """Every event reached the webhook, first sightings in order; every withdrawal is told once to the agency."""
    filed = positions(site, watcher)
    assert filed
    arrived = eventually(lambda: set(filed) <= set(receiver.first_seen), SETTLED)
    assert arrived, f"{len(set(filed) - set(receiver.first_seen))} of {len(filed)} pushes are missing"
    assert receiver.first_seen == sorted(receiver.first_seen)
    assert not receiver.forged
    # What was pushed twice is the same event, told by its position.
    assert len({json.loads(body)["stream"] for _, body in receiver.received}) == len(receiver.first_seen)
    withdrawn = sum(len(clerk.withdrawn) for clerk in clerks)
    assert withdrawn
    assert eventually(lambda: notices(site, officer) >= withdrawn, SETTLED), "notices are missing"
    assert notices(site, officer) == withdrawn


def notices(site: Site, token: str) -> int:
    """How many somebody has."""
    count: int = site.call("GET", "/notices?size=1", token=token)[1]["count"]
    return count


def positions(site: Site, token: str) -> list[int]:
    """Of all filings that the feed tells of."""
    found, after, more = [], 0, True
    while more:
        told = site.call("GET", f"/events?kind=filed&limit=500&after={after}", token=token)[1]
        found += [event["position"] for event in told["events"]]
        after, more = told["next"], told["more"]
    return found


def the_log_verifies(site: Site) -> None:
    """Every hash, relation and head holds, and the tree has grown over every event."""
    done = site.run("-m", "kouan.cli", "log", "verify", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["sound"]
    assert report["head"]["size"] == report["events"]
