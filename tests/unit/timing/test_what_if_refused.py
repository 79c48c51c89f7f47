"""What if: a lever that is none, or that a study gives no hold to, is refused in one sentence in both languages."""

from pathlib import Path

import pytest

from kouan.modules.timing.public import read_study, replaying
from kouan.modules.timing.replaying.spelling import FORMS
from tests.unit.timing.replays import CHAIN, EVERY, HAND, SLOW, STUDY, WAY, ask, one, replay


@pytest.mark.parametrize(
    ("lever", "zh", "en"),
    [
        ("fly=1", "没有“fly”这种措施", "There is no lever “fly”"),
        ("advance=101%", "应在 0% 至 100% 之间", "must be between 0% and 100%"),
        ("guarantee=100.5", "应在 0% 至 100% 之间", "must be between 0% and 100%"),
        ("advance=-1%", "应写作 advance=60%@24h", "should be written as advance=60%@24h"),
        ("advance", "应写作 advance=60%@24h", "should be written as advance=60%@24h"),
        ("hours=sunday@8-9", "应写作 hours=", "should be written as hours="),
        ("hours=every@09:00-08:00", "先后排列", "in order and apart"),
        ("hours=every@08:00-24:30", "不超过 24:00", "by 24:00"),
        ("cap=looked", "应写作 cap=inspection@8h", "should be written as cap=inspection@8h"),
        ("cap=gone@1h", "没有步骤“gone”", "has no step “gone”"),
        ("parallel=freed@paid", "不能与它并行", "cannot be put beside it"),
        ("parallel=filed@came", "不能与它并行", "cannot be put beside it"),
        ("parallel=paid@landed", "“paid”并不排在“landed”之后", "“paid” is not after “landed”"),
    ],
)
def test_a_lever_that_is_none_is_refused_in_both_languages(lever, zh, en):
    with pytest.raises(replaying.Unfit) as refused:
        replay(HAND, lever)
    assert zh in refused.value.message.zh
    assert en in refused.value.message.en


@pytest.mark.parametrize(
    ("lever", "zh", "en"),
    [
        ("guarantee", "没有缴税", "has no step of payment"),
        ("advance=10%", "没有抵港", "has no step of arrival"),
        ("hours=every@00:00-24:00", "没有说明办公时间", "states no office hours"),
    ],
)
def test_a_study_without_the_step_is_refused(lever, zh, en):
    study = read_study(STUDY.partition("holders:")[0], "boxes.yaml")
    with pytest.raises(replaying.Unfit) as refused:
        ask(one(**SLOW, freed="02 15:00"), lever, study=study, chain=replaying.chain_of(study))
    assert zh in refused.value.message.zh
    assert en in refused.value.message.en


def test_a_lever_is_named_once():
    for said in (["advance=10%", "advance=20%"], ["cap=looked@1h", "cap=looked@2h"], [EVERY[0], EVERY[0]]):
        with pytest.raises(replaying.Unfit, match="named twice"):
            replaying.levers(said)
    assert len(replaying.levers(["cap=looked@1h", "cap=read@2h", *EVERY[:2]])) == 4


@pytest.mark.parametrize(
    "said", [*EVERY, "hours=working@08:30-12:00,13:30-20:00", "guarantee", "advance=60", "cap=read@1.50"]
)
def test_a_lever_is_spelled_as_it_is_read_and_told_in_both_languages(said):
    [lever] = replaying.levers([said])
    assert replaying.levers([replaying.spelled(lever)]) == (lever,)
    for tell in (replaying.title, replaying.assumes, replaying.unknown):
        text = tell(lever, WAY)
        assert text.zh != text.en
        assert "{" not in text.zh + text.en


def test_a_chain_that_is_not_of_the_study_is_refused():
    other = replaying.read_chain(CHAIN.replace("[freed]", "[gone]"), "chain.yaml")
    with pytest.raises(replaying.Unfit, match=r"no step for “Freed”"):
        ask(one(**SLOW, freed="02 15:00"), chain=other)
    with pytest.raises(replaying.Unfit, match="do not reach"):
        ask(one(**SLOW, freed="02 15:00"), chain=replaying.read_chain(CHAIN.replace("[box]", "[ship]"), "chain.yaml"))


def test_of_nothing_there_is_nothing():
    found = ask(one(came="02 00:00"), *EVERY)
    assert (found.n, found.mean.before, found.units, found.gains) == (0, None, [], [])


def test_the_guide_names_every_lever_and_its_own_chain_is_one():
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "timing.md").read_text(encoding="utf-8")
    [chain] = [part.partition("```")[0] for part in guide.split("```yaml\n") if "kinds:" in part]
    found = replaying.read_chain(chain, "timing.md")
    assert list(found.pairs("released")) == [("read", "checked")]
    assert all(f"`{name}=" in guide for name in FORMS)
