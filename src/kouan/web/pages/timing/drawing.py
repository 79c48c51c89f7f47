"""A process map as a picture: activities in layers by their longest way from the start, edges as thick as frequent.

Edges that lead back (a loop) are found by walking the most frequent first; for the layers they count as turned round.
An edge that passes layers has a narrow place of its own in each, so that it crosses no activity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kouan.kernel.text import Text

if TYPE_CHECKING:
    from kouan.modules.timing.public import Edge

WIDTH, HEIGHT, NARROW, ACROSS, DOWN = 148, 40, 64, 40, 66
_MARGIN, _THIN, _THICK, _SWEEPS, _PORTS, _LOWER = 16, 1.0, 7.0, 4, 0.7, 14

Spot = tuple[str, int]
"""A place in a layer: an activity with -1, or an activity's edge that passes, with the number of the edge."""


@dataclass(frozen=True, slots=True)
class Node:
    """An activity: its box's left upper corner, and how often it was reached or left, whichever is more."""

    activity: str
    title: Text
    x: float
    y: float
    n: int

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as a path; ``x``, ``y``: where its label stands. ``back``: it leads to an earlier layer."""

    edge: Edge
    path: str
    thickness: float
    x: float
    y: float
    back: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, in pixels."""

    nodes: Sequence[Node]
    lines: Sequence[Line]
    width: float
    height: float


def picture(edges: Sequence[Edge], titles: Mapping[str, Text]) -> Picture:
    """Edges, the most frequent first, as a picture."""
    layers = _layers(edges, _forward(edges))
    chains = {at: _chain(at, edge, layers) for at, edge in enumerate(edges) if edge.before != edge.after}
    rows = _rows(layers, chains.values())
    width = max((_length(row) for row in rows), default=0) + 2 * _MARGIN
    places = {spot: x for row in rows for spot, x in _across(row, width)}
    nodes = {node.activity: node for node in _nodes(layers, places, edges, titles)}
    lines = list(_lines(edges, chains, places, layers, nodes))
    return Picture(list(nodes.values()), lines, width, len(rows) * (HEIGHT + DOWN) - DOWN + 2 * _MARGIN)


# ── Layers ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _forward(edges: Sequence[Edge]) -> list[Edge]:
    """The edges that can all lead downwards: each is taken, the most frequent first, unless it closes a circle."""
    following: dict[str, set[str]] = defaultdict(set)
    taken = []
    for edge in edges:
        if edge.before != edge.after and not _leads(following, edge.after, edge.before):
            following[edge.before].add(edge.after)
            taken.append(edge)
    return taken


def _leads(following: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, left = set(), [start]
    while left:
        at = left.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            left += following.get(at, ())
    return False


def _layers(edges: Sequence[Edge], forward: Sequence[Edge]) -> dict[str, int]:
    """Each activity's layer: one below the lowest of those that lead to it."""
    layers = {name: 0 for edge in edges for name in (edge.before, edge.after)}
    for _ in layers:
        for edge in forward:
            layers[edge.after] = max(layers[edge.after], layers[edge.before] + 1)
    return layers


def _chain(at: int, edge: Edge, layers: Mapping[str, int]) -> list[Spot]:
    """An edge from its upper end to its lower one, with a place in each layer that it passes."""
    top, bottom = sorted((edge.before, edge.after), key=lambda name: layers[name])
    return [(top, -1), *((f"{layer}", at) for layer in range(layers[top] + 1, layers[bottom])), (bottom, -1)]


# ── Across ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _rows(layers: Mapping[str, int], chains: Iterable[list[Spot]]) -> list[list[Spot]]:
    """The places of each layer, in an order in which few edges cross: each near what it is joined to."""
    rows: list[list[Spot]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for name in sorted(layers):
        rows[layers[name]].append((name, -1))
    above, below = defaultdict[Spot, list[Spot]](list), defaultdict[Spot, list[Spot]](list)
    for chain in chains:
        for spot in chain[1:-1]:
            rows[int(spot[0])].append(spot)
        for upper, lower in pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        _sort(rows if down else rows[::-1], above if down else below)
    return rows


def _sort(rows: Sequence[list[Spot]], joined: Mapping[Spot, Sequence[Spot]]) -> None:
    place: dict[Spot, float] = {}
    for row in rows:
        now = {spot: at - (len(row) - 1) / 2 for at, spot in enumerate(row)}
        near = {spot: _mean([place[each] for each in joined.get(spot, ())], now[spot]) for spot in row}
        row.sort(key=lambda spot: (near[spot], now[spot]))
        place |= {spot: at - (len(row) - 1) / 2 for at, spot in enumerate(row)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _wide(spot: Spot) -> int:
    return WIDTH if spot[1] < 0 else NARROW


def _length(row: Sequence[Spot]) -> int:
    return sum(map(_wide, row)) + ACROSS * (len(row) - 1)


def _across(row: Sequence[Spot], width: float) -> Iterator[tuple[Spot, float]]:
    """Each place with its middle."""
    left = (width - _length(row)) / 2
    for spot in row:
        yield spot, left + _wide(spot) / 2
        left += _wide(spot) + ACROSS


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────────────────────
def _top(layer: int) -> float:
    return _MARGIN + layer * (HEIGHT + DOWN)


def _nodes(
    layers: Mapping[str, int], places: Mapping[Spot, float], edges: Sequence[Edge], titles: Mapping[str, Text]
) -> Iterator[Node]:
    come, gone = defaultdict[str, int](int), defaultdict[str, int](int)
    for edge in edges:
        come[edge.after] += edge.n
        gone[edge.before] += edge.n
    for name, layer in layers.items():
        x = places[name, -1] - WIDTH / 2
        yield Node(name, titles[name], x, _top(layer), max(come[name], gone[name]))


def _lines(
    edges: Sequence[Edge],
    chains: Mapping[int, list[Spot]],
    places: Mapping[Spot, float],
    layers: Mapping[str, int],
    nodes: Mapping[str, Node],
) -> Iterator[Line]:
    most = max((edge.n for edge in edges), default=1)
    leaving = _ports({at: (chain[0], places[chain[1]]) for at, chain in chains.items()}, places)
    reaching = _ports({at: (chain[-1], places[chain[-2]]) for at, chain in chains.items()}, places)
    for at, edge in enumerate(edges):
        thick = round(_THIN + (_THICK - _THIN) * edge.n / most, 1)
        if at not in chains:
            yield _loop(edge, nodes[edge.before], thick)
            continue
        first = layers[chains[at][0][0]]
        points = [(leaving[at], _top(first) + HEIGHT)]
        for layer, spot in enumerate(chains[at][1:-1], first + 1):
            points += [(places[spot], _top(layer)), (places[spot], _top(layer) + HEIGHT)]
        points.append((reaching[at], _top(layers[chains[at][-1][0]])))
        back = chains[at][0][0] != edge.before
        (x1, y1), (x2, y2) = points[1:3] if len(points) > 2 else points
        # Of two that run beside each other between the same two, the one that leads back is labelled lower.
        y = (y1 + y2) / 2 + (_LOWER if back and len(points) == 2 else 0)
        yield Line(edge, _path(points[::-1] if back else points), thick, (x1 + x2) / 2, y, back)


def _ports(ends: Mapping[int, tuple[Spot, float]], places: Mapping[Spot, float]) -> dict[int, float]:
    """Where each edge meets its activity: side by side, in the order of where they lead."""
    of_spot = defaultdict[Spot, list[tuple[float, int]]](list)
    for at, (spot, towards) in ends.items():
        of_spot[spot].append((towards, at))
    ports = {}
    for spot, found in of_spot.items():
        for place, (_, at) in enumerate(sorted(found), 1):
            ports[at] = places[spot] + WIDTH * _PORTS * (place / (len(found) + 1) - 0.5)
    return ports


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A curve that leaves and reaches each point straight up or down."""
    (x, y), said = points[0], [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for to_x, to_y in points[1:]:
        middle = (y + to_y) / 2
        said.append(f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}")
        x, y = to_x, to_y
    return " ".join(said)


def _loop(edge: Edge, node: Node, thick: float) -> Line:
    x, y = node.x, node.y + HEIGHT / 2
    path = f"M{x:.0f} {y - 8:.0f} C{x - 30:.0f} {y - 20:.0f} {x - 30:.0f} {y + 20:.0f} {x - 2:.0f} {y + 8:.0f}"
    return Line(edge, path, thick, x - 24, y, True)
