"""What everybody sees of results tells nothing of fewer than five firms, not by subtraction either."""

from itertools import product
from random import Random

import pytest

from kouan.kernel.text import Text
from kouan.modules.guidance.surveys.disclosure import Shown, shown
from kouan.modules.guidance.surveys.figures import LEAST, Answered, result, student
from kouan.modules.guidance.surveys.model import Kind, Question

CODES = "abcd"


def question(kind: Kind) -> Question:
    return Question("q", kind, Text("问", "Q"), {} if kind == "scale" else {code: Text(code, code) for code in CODES})


def of(kind: Kind, said: list[object]) -> Shown:
    answers = [Answered(str(n), (), {"q": each}) for n, each in enumerate(said)]
    return shown(result(question(kind), answers, None))


def counts(shown: Shown) -> list[int | None]:
    return [n for _, n in shown.cells]


def test_of_one_choice_no_cell_below_five_can_be_told() -> None:
    for counted in (each for each in product((0, 2, 4, 5, 9), repeat=4) if sum(each) >= LEAST):
        found = counts(of("choice", [code for code, n in zip(CODES, counted, strict=True) for _ in range(n)]))
        assert all(n is None or n == real >= LEAST for n, real in zip(found, counted, strict=True)), counted
        hidden = [real for n, real in zip(found, counted, strict=True) if n is None]
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST), counted


def test_no_more_is_hidden_than_must_be() -> None:
    assert counts(of("choice", ["a"] * 6 + ["b"] * 7 + ["c"] * 8 + ["d"] * 9)) == [6, 7, 8, 9]
    assert counts(of("choice", ["a"] * 2 + ["b"] * 7 + ["c"] * 8 + ["d"] * 9)) == [None, None, 8, 9]
    assert counts(of("choice", ["a"] * 2 + ["b"] * 4 + ["c"] * 8 + ["d"] * 9)) == [None, None, 8, 9]


def test_of_several_choices_neither_the_few_nor_all_but_a_few_are_told() -> None:
    said: list[object] = [["a", "b"]] * 3 + [["a", "c"]] * 6 + [["c", "d"]] * 5
    found = of("several", said)
    assert found.n == 14
    assert counts(found) == [9, None, None, 5], "three did not choose c"


def test_a_scale_is_told_whole_or_by_its_mean_alone() -> None:
    dice = Random(3)
    even = of("scale", [n for n in range(1, 6) for _ in range(6)])
    assert counts(even) == [6] * 5
    assert even.mean == 3
    assert even.interval
    for _ in range(50):
        said: list[object] = [dice.choice((3, 4, 5)) for _ in range(dice.randint(5, 30))]
        found = of("scale", said)
        assert set(counts(found)) == {None}
        assert found.mean is not None
        assert found.interval is None


@pytest.mark.parametrize("kind", ["choice", "scale", "number"])
def test_four_answers_tell_nothing_at_all(kind: Kind) -> None:
    found = of(kind, ["1"] * 4)
    assert (found.n, found.cells, found.mean, found.interval) == (None, (), None, None)


@pytest.mark.parametrize(("freedom", "point"), [(4, 2.776445), (7, 2.364624), (29, 2.045230), (500, 1.964720)])
def test_student_s_points_are_those_of_the_tables(freedom: int, point: float) -> None:
    assert student(freedom) == pytest.approx(point, abs=1e-3)
