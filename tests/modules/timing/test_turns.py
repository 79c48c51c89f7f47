"""One writes or many read; nobody waits for ever, and nobody finds the file half written."""

import multiprocessing
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.refusals import Busy
from kouan.modules.timing.copying.turns import reading, writing


def test_readers_do_not_exclude_each_other(tmp_path: Path) -> None:
    with reading(tmp_path / "copy"), reading(tmp_path / "copy", patience=0):
        pass


def test_a_writer_excludes_everybody_and_a_reader_a_writer(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    with writing(file), pytest.raises(Busy), reading(file, patience=0):
        pass
    with writing(file), pytest.raises(Busy), writing(file, patience=0):
        pass
    with reading(file), pytest.raises(Busy), writing(file, patience=0):
        pass


def test_a_waiting_writer_comes_before_later_readers(tmp_path: Path) -> None:
    file, order, first, done = tmp_path / "copy", [], threading.Event(), threading.Event()

    def long_reader() -> None:
        with reading(file):
            first.set()
            done.wait(5)

    def writer() -> None:
        with writing(file, patience=5):
            order.append("writer")

    def late_reader() -> None:
        with reading(file, patience=5):
            order.append("reader")

    threads = [threading.Thread(target=each) for each in (long_reader, writer, late_reader)]
    threads[0].start()
    first.wait(5)
    for thread in threads[1:]:
        thread.start()
        time.sleep(0.1)
    done.set()
    for thread in threads:
        thread.join(5)
    assert order == ["writer", "reader"]


def _write(file: str, stop: Event) -> None:
    """Two rows at a time: a reader must see an even number of them."""
    while not stop.is_set():
        with files.written(Path(file), patience=10) as connection, files.committed(connection):
            for _ in range(2):
                connection.execute("INSERT INTO thing VALUES (1, 1, 'a', 'b')")


def test_readers_of_other_processes_see_whole_batches_and_no_errors(settings: object) -> None:
    file = files.path()
    with files.written(file):
        pass
    context = multiprocessing.get_context("fork")
    stop = context.Event()
    writer = context.Process(target=_write, args=(str(file), stop))
    writer.start()
    try:
        seen = []
        for _ in range(20):
            with files.read() as duck:
                seen.append(duck.connection.execute("SELECT count(*) FROM copy.thing").fetchall()[0][0])
    finally:
        stop.set()
        writer.join(10)
    assert seen == sorted(seen)
    assert {count % 2 for count in seen} == {0}
    assert seen[-1] > 0
