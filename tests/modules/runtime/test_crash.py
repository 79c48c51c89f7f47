"""Killed in the middle of its work, a server loses nothing that it acknowledged."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from kouan.runtime import log
from kouan.runtime.models import NumberSeries
from kouan.runtime.subscribers import drain
from kouan.runtime.verification import verify

from .crashing import follow

SERVER = Path(__file__).with_name("crashing.py")


def killed_server(seconds: float) -> list[str]:
    """What a server acknowledged until it was killed ``seconds`` after its first word."""
    url = os.environ.get("KOUAN_TEST_DATABASE_URL", "") if connection.vendor == "postgresql" else ""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kouan.runtime.settings",
        "KOUAN_DATA": str(settings.KOUAN_DATA),
        "KOUAN_DATABASE_URL": url,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    command = [sys.executable, str(SERVER), str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        first = server.stdout.readline()
        time.sleep(seconds)
        server.kill()
        return [line for line in (first + server.stdout.read()).splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_mine")
def test_nothing_acknowledged_is_lost_and_subscribers_resume() -> None:
    dice = random.Random(1)
    acknowledged = [line.split() for _ in range(4) for line in killed_server(dice.uniform(0.05, 0.6))]

    assert len(acknowledged) >= 4
    kept = {(event.stream, event.n): event for event in log.everything()}
    for stream, n, number in acknowledged:
        assert kept[stream, int(n)].payload == {"number": int(number)}
    numbers = [event.payload["number"] for event in kept.values() if event.n % 3 == 0]
    assert len(numbers) == len(set(numbers)), "no number was given twice"

    report = verify()
    assert report.sound, report.faults

    follow()
    drain(["crash-test"])
    seen = NumberSeries.objects.filter(key__startswith="seen").values_list("key", flat=True)
    assert set(seen) == {f"seen {stream} {n}" for stream, n in kept}
