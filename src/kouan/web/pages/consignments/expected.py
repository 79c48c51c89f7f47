"""When boxes are expected to be released and picked up: what was forecast, as far as it has not come yet."""

from collections.abc import Sequence

from kouan.modules.consignments.public import Box
from kouan.web.expecting import Line, lines_of

_RELEASES = ("import-release", "export-release")


def expected_of(box: Box) -> list[Line]:
    """Of one box."""
    return expected_of_each([box])[box.pk]


def expected_of_each(boxes: Sequence[Box]) -> dict[str, list[Line]]:
    """Of each box by its key; nothing of one that has left."""
    here = [box for box in boxes if not box.gated_out_at and not box.loaded_at]
    waiting = lines_of("container-visit", [box.pk for box in here if not box.released_at])
    released = lines_of("container-visit", [box.pk for box in here if box.released_at], _RELEASES)
    return {box.pk: [] for box in boxes} | waiting | released
