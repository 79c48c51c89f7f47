"""Anybody can recompute a chain with the JSON writer of a standard library."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.kernel.clock import to_micros
from kouan.runtime import log
from kouan.runtime.log import Recorded
from kouan.runtime.log.canonical import objects_text, payload_text, record

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.once
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(), JSON), st.text())
def test_the_bytes_are_those_of_pythons_own_writer(payload: dict[str, object], name: str) -> None:
    said = [name, 1, "filed", 0, 0, "", "", "", "", "", False, payload, []]
    expected = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert record((*said[:11],), payload_text(payload), objects_text([])) == expected  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_chain_recomputed_from_what_is_read(note: Callable[..., Recorded]) -> None:
    before = bytes(32)
    note("case/1", "filed", "bill/COSU6301/cargo", 净重="12.5")
    note("case/1", "checked")
    for n, e in enumerate(log.read("case/1"), 1):
        refs = [[ref.kind, ref.id, ref.qualifier] for ref in e.objects]
        times = [to_micros(e.happened_at), to_micros(e.recorded_at)]
        who = [e.actor.party, e.actor.person, e.actor.desk]
        said = ["case/1", n, e.kind, *times, *who, e.procedure, e.version, e.demo, e.payload, refs]
        written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        before = sha256(before + written).digest()
        assert e.hash == before
