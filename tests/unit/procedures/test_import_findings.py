"""What is found in broken imports: no more than is wrong, wherever it stands."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.engine.scenario import changed
from tests.unit.procedures.samples import DOCUMENTS, IMPORT, findings, form, needed

SAMPLES = sorted(DOCUMENTS)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", SAMPLES)
def test_one_missing_field_is_one_finding_at_that_field(name):
    places = needed(name)
    assert places
    for place in places:
        broken = changed(form(name), {"drop": [place]})
        assert findings(broken, name) == [f"required@{place}"], place


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_a_blank_counts_as_missing(blank):
    assert findings(form() | {"departure_country": blank}) == ["required@/departure_country"]


def test_a_late_filing_without_goods_is_told_both():
    told = findings(form() | {"lines": [], "import_date": "2026-02-09"})
    assert {"rows@/lines", "declared-late@/import_date"} <= set(told)


BREAKAGES = {
    "total": ("line-total", "999999.99"),
    "legal_quantity": ("legal-quantity", "7"),
    "elements": ("elements-brand", "无|3|其他"),
    "destination": ("destination-abroad", "VNM"),
    "name": ("name-says-nothing", "6216"),
    "duty_mode": ("duty-for-levy", "3"),
    "hs_code": ("code-table", "9999999999"),
    "origin": ("code-table", "QQQ"),
}


def _with_lines(count: int) -> dict:
    """An ordinary filing of so many lines, all in one box."""
    data = deepcopy(form())
    line = data["lines"][0]
    data["lines"] = [line | {"name": f"轴承 62{n}", "elements": f"4|3|机床用|62{n}"} for n in range(count)]
    data["containers"] = [data["containers"][0] | {"lines": ",".join(str(n + 1) for n in range(count))}]
    return data | {"net_weight": str(7200 * count), "gross_weight": str(7600 * count)}


@quick
@given(
    st.integers(2, 8).flatmap(
        lambda count: st.tuples(
            st.permutations(range(count)),
            st.dictionaries(st.integers(0, count - 1), st.sampled_from(sorted(BREAKAGES)), max_size=count),
        )
    )
)
def test_shuffling_lines_moves_findings_and_changes_none(drawn):
    order, breakages = drawn
    data = _with_lines(len(order))
    for index, field in breakages.items():
        data["lines"][index] |= {field: BREAKAGES[field][1]}
    expected = {f"{BREAKAGES[field][0]}@/lines/{index}/{field}" for index, field in breakages.items()}
    assert set(findings(data)) == expected
    shuffled = data | {"lines": [data["lines"][index] for index in order]}
    place = {old: new for new, old in enumerate(order)}
    moved = {f"{BREAKAGES[field][0]}@/lines/{place[index]}/{field}" for index, field in breakages.items()}
    assert set(findings(shuffled)) == moved


def _places(value, at=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, f"{at}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, f"{at}/{index}")
    else:
        yield at


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 10**12), st.text(max_size=8), st.just([]), st.just({}), st.just(["x"])
)


@quick
@given(st.sampled_from(SAMPLES), st.data())
def test_whatever_is_filed_the_check_ends_with_findings_in_both_languages(name, data):
    broken = form(name)
    for _ in range(data.draw(st.integers(1, 4))):
        places = sorted(_places(broken)) or ["/lines"]
        broken = changed(broken, {"set": {data.draw(st.sampled_from(places)): data.draw(JUNK)}})
    assert all("@/" in finding for finding in findings(broken, name))


@quick
@given(st.dictionaries(st.sampled_from(sorted(IMPORT.form.model_fields)), JUNK, max_size=12))
def test_nonsense_is_refused_and_never_breaks_a_rule(nonsense):
    assert any(finding.startswith(("required@", "malformed@")) for finding in findings(nonsense))


def test_warnings_do_not_refuse():
    assert findings(form(departure_port="NLD000")) == ["departure-port@/departure_port"]
    severities = {rule.code: rule.severity for rule in IMPORT.rules}
    assert severities["departure-port"] == "warning"


def test_sentences_carry_the_values_they_speak_of():
    from kouan.blueprint import parse
    from kouan.engine.checks import problems
    from tests.unit.procedures.samples import under

    (found,) = problems(IMPORT, parse(IMPORT.form, form(net_weight="9999")), under())
    assert found.message.zh == "净重 9999 千克大于毛重 9120 千克。"
    assert found.message.en == "The net weight 9999 kg is above the gross weight 9120 kg."
    assert found.clause == "gacc-2019-18#head-24"


def test_the_consignee_is_compared_with_what_the_register_knows_of_it():
    registered = {"name": {"zh": "湛江海联贸易有限公司", "en": "Zhanjiang Hailian"}, "customs_code": "4408961234"}
    objects = {("organisation", "91440800MA4X7T2Q18"): registered}
    assert findings(form(), objects=objects) == ["registered-as@/consignee_name"]
    assert findings(form(consignee_name="湛江海联贸易有限公司"), objects=objects) == []
