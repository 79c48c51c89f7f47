"""Running numbers: never the same one twice, whoever asks, whatever is rolled back or killed."""

import threading

import pytest
from django.db import connection, transaction

from kouan.runtime import numbers
from kouan.runtime.models import NumberSeries

SERIES = "9201-2026-I"


@pytest.fixture(autouse=True)
def _no_blocks_left() -> None:
    numbers._held.clear()


@pytest.mark.django_db(transaction=True)
def test_numbers_run_from_one_each_series_apart() -> None:
    assert [numbers.take(SERIES) for _ in range(3)] == [1, 2, 3]
    assert numbers.take("9201-2026-E") == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_filers_at_once_get_fifty_numbers() -> None:
    start, got = threading.Barrier(50), []

    def file() -> None:
        start.wait()
        try:
            got.extend(numbers.take(SERIES) for _ in range(5))
            with transaction.atomic():
                got.append(numbers.take(SERIES))
        finally:
            connection.close()

    filers = [threading.Thread(target=file) for _ in range(50)]
    for filer in filers:
        filer.start()
    for filer in filers:
        filer.join()

    assert len(got) == len(set(got)) == 300


@pytest.mark.django_db(transaction=True)
def test_a_number_taken_in_a_transaction_that_fails_is_never_given_twice() -> None:
    kept = []
    for keep in (True, False, True, False, True):
        with transaction.atomic():
            number = numbers.take(SERIES)
            transaction.set_rollback(not keep)
        if keep:
            kept.append(number)
        kept.append(numbers.take(SERIES))
    assert len(kept) == len(set(kept))


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_takes_its_unused_numbers_with_it() -> None:
    before = numbers.take(SERIES)
    numbers._held.clear()
    assert numbers.take(SERIES) == before + numbers.BLOCK
    assert NumberSeries.objects.get().taken == 2 * numbers.BLOCK


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_inside_a_transaction_too() -> None:
    with transaction.atomic():
        assert len({numbers.take(SERIES) for _ in range(250)}) == 250
