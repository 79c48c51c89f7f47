"""The log is copied once and whole, whatever happens on the way, and can be made anew at any time."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kouan.kernel.clock import to_micros
from kouan.modules.timing.copying import batch, following
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up, rebuild
from kouan.runtime import log
from kouan.runtime.subscribers import drain
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db


def test_every_event_and_each_of_its_objects_is_copied() -> None:
    quay.a_month()
    assert catch_up(files.path()) == 8
    everything = list(quay.every_event())
    told = {(each.position, to_micros(each.recorded_at)) for each in everything if each.kind != "discharged"}
    assert told <= set(quay.rows("SELECT event, recorded FROM event"))
    named = {(each.position, ref.kind, ref.id) for each in everything for ref in each.objects}
    assert named <= set(quay.rows("SELECT event, kind, object FROM relation"))
    visit = f"{quay.BOX}/{quay.CALL}"
    visits = quay.rows(f"SELECT type FROM relation WHERE kind = 'container-visit' AND object = '{visit}'")
    assert visits == [("corrected",), ("discharged",), ("gated-out",)]


def test_what_is_not_said_of_a_thing_by_its_own_stream_is_no_attribute_of_it() -> None:
    quay.a_month()
    catch_up(files.path())
    box = quay.rows(f"SELECT attribute, value FROM object WHERE kind = 'container' AND object = '{quay.BOX}'")
    assert box == [("iso_type", "45G1"), ("terminal", quay.TERMINAL), ("to", "yard")]
    call = quay.rows("SELECT attribute, value FROM object WHERE kind = 'vessel-call'")
    assert call == [("carrier", "C"), ("terminal", quay.TERMINAL)]


def test_nothing_new_nothing_done() -> None:
    quay.a_month()
    assert catch_up(files.path()) == 8
    assert catch_up(files.path()) == 0


def test_copied_bit_by_bit_or_at_once_it_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quay.a_month()
    quay.manifest(quay.BILL, quay.BOX, hours=41, kind="manifest-amended")
    catch_up(tmp_path / "at once")
    monkeypatch.setattr(following, "AT_ONCE", 1)
    catch_up(tmp_path / "one by one")
    assert quay.contents(tmp_path / "at once") == quay.contents(tmp_path / "one by one")


def test_made_anew_it_is_the_same() -> None:
    quay.a_month()
    catch_up(files.path())
    before = quay.contents(files.path())
    assert rebuild(files.path()) == 8
    assert quay.contents(files.path()) == before


def test_a_lost_file_is_made_anew_and_an_older_one_catches_up(tmp_path: Path) -> None:
    quay.discharged(1)
    catch_up(files.path())
    shutil.copy(files.path(), tmp_path / "backup")
    quay.move("gated-out", 2)
    catch_up(files.path())
    now = quay.contents(files.path())
    files.path().unlink()
    assert catch_up(files.path()) == 2
    assert quay.contents(files.path()) == now
    shutil.copy(tmp_path / "backup", files.path())
    assert catch_up(files.path()) == 1
    assert quay.contents(files.path()) == now


def test_a_file_of_another_log_or_no_file_of_ours_is_made_anew() -> None:
    quay.discharged(1)
    catch_up(files.path())
    with files.written(files.path()) as connection:
        connection.execute("UPDATE copied SET hash = 'another'")
    assert catch_up(files.path()) == 1
    files.path().write_bytes(b"no database")
    assert catch_up(files.path()) == 1


def test_the_subscriber_copies_what_is_recorded() -> None:
    quay.discharged(1)
    drain(["timing-copy"])
    assert quay.rows("SELECT type FROM event") == [("discharged",)]
    quay.move("gated-out", 2)
    drain(["timing-copy"])
    assert quay.rows("SELECT type FROM event") == [("discharged",), ("gated-out",)]


def test_a_batch_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    quay.discharged(1)
    catch_up(files.path())
    before = quay.contents(files.path())
    quay.a_month()

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(batch, "_link", fail)
        with pytest.raises(OSError, match="full"):
            catch_up(files.path())
    assert quay.contents(files.path()) == before
    assert catch_up(files.path()) == 8


_KILLED = """
import os, signal, sys
from pathlib import Path
import duckdb
from kouan.modules.timing.copying import layout
step, file = int(sys.argv[1]), sys.argv[2]
connection = duckdb.connect(file)
rows = "INSERT INTO event VALUES (7, 'x', 7, 7, '', '', 7, 7)", "UPDATE copied SET position = 7"
connection.execute("BEGIN")
for number, said in enumerate((*rows, "COMMIT", "CHECKPOINT")):
    if number == step:
        os.kill(os.getpid(), signal.SIGKILL)
    connection.execute(said)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("step", range(5))
def test_killed_between_any_two_writes_events_and_cursor_agree(step: int) -> None:
    """The writer dies by SIGKILL: the row and the position it leaves behind are both there, or neither."""
    with files.written(files.path()):
        pass
    command = [sys.executable, "-c", _KILLED, str(step), str(files.path())]
    ended = subprocess.run(command, check=False, env={**os.environ, "DJANGO_SETTINGS_MODULE": ""})
    assert ended.returncode == -signal.SIGKILL
    found = quay.contents(files.path())
    committed = step > 2
    assert bool(found["event"]) == committed
    assert (found["copied"][0][1] == 7) == committed


def test_the_log_is_read_only_as_far_as_nothing_can_come_before() -> None:
    quay.discharged(1)
    position = log.last_position()
    catch_up(files.path())
    assert quay.rows("SELECT max(event) FROM event") == [(position,)]
