"""Docs that can rot: commands, targets, links, decisions, words and the walkthrough are held against the source."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
LEAST_WORDS = 80
ENVIRONMENT = r'(?:environ\w*(?:\.get)?[(\[]|_flag\(|envvar=)"(KOUAN_[A-Z_]+)"'


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(group: object, before: str = "kouan") -> list[str]:
    """Every command of the command line, with the groups it stands in."""
    found = getattr(group, "commands", None)
    return [before] if found is None else [line for name in found for line in commands(found[name], f"{before} {name}")]


def make_targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.M)
    assert phony
    return set(phony[1].split())


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_documented(readme):
    from kouan.cli.main import app

    assert not [line for line in commands(typer.main.get_command(app)) if f"`{line}" not in read(readme)]


@pytest.mark.parametrize("readme", READMES)
def test_no_command_is_documented_that_does_not_exist(readme):
    from kouan.cli.main import app

    known = commands(typer.main.get_command(app))
    named = {match.strip() for match in re.findall(r"`(kouan [a-z -]+)", read(readme))}
    assert named
    assert not [line for line in named if not any(line == name or line.startswith(f"{name} ") for name in known)]


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_and_readme_agree(readme):
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", read(readme), re.M)) == make_targets()


def test_both_readmes_say_as_much():
    shapes = [re.findall(r"^(#+ |\| `|\d\. |- |!\[|```)", read(name), re.M) for name in READMES]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", read(page))
    local = [target for target in targets if "://" not in target]
    assert not [target for target in local if not (ROOT / page).parent.joinpath(target).exists()]


def test_every_decision_is_indexed_and_says_what_follows():
    folder = ROOT / "docs" / "decisions"
    decisions = sorted(path for path in folder.glob("0*.md"))
    assert decisions
    assert re.findall(r"\]\((0\d+-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text()) == [d.name for d in decisions]
    for decision in decisions:
        text = decision.read_text()
        assert text.startswith(f"# {decision.name[:4]} · ")
        assert re.findall(r"^## \w+", text, re.M) == ["## Context", "## Decision", "## Consequences"], decision.name


def test_every_dependency_has_its_reason():
    project = tomllib.loads(read("pyproject.toml"))
    lines = project["project"]["dependencies"] + [
        line for key in ("dev", "bench", "peers") for line in project["dependency-groups"][key]
    ]
    names = {re.split(r"[\[>]", line)[0] for line in lines} - {"types-PyYAML"}
    page = read("docs/decisions/0016-dependencies.md").lower().replace(" ", "-")
    assert not [name for name in names if name.lower() not in page]


def test_every_variable_is_documented():
    named = {name for path in (ROOT / "src").rglob("*.py") for name in re.findall(ENVIRONMENT, path.read_text())}
    assert {"KOUAN_DATA", "KOUAN_DATABASE_URL"} <= named
    page = read("docs/guides/operations.md")
    assert not [name for name in named if not name.startswith("KOUAN_TEST_") and f"`{name}`" not in page]


def glossary() -> list[tuple[str, str, list[str]]]:
    """Chinese, English, and the names in the source."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", read("docs/glossary.md"), re.M)
    return [(zh, en, re.findall(r"`([^`]+)`", names)) for zh, en, names in rows if "`" in names]


def test_the_glossary_is_full_and_names_each_thing_once():
    words = glossary()
    assert len(words) >= LEAST_WORDS
    assert len({zh for zh, _, _ in words}) == len(words)
    assert len({en.lower() for _, en, _ in words}) == len(words)


def test_the_glossary_names_what_the_source_has():
    source = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    source += "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.yaml"))
    assert not [
        name for _, _, names in glossary() for name in names if not re.search(rf"\b{re.escape(name)}\b", source)
    ]


def walkthrough() -> dict[str, str]:
    """The files that CONTRIBUTING.md has a newcomer write, by name."""
    blocks = re.findall(r"^`([\w/.]+)`:\n\n```(?:python|yaml)\n(.*?)^```", read("CONTRIBUTING.md"), re.M | re.S)
    return dict(blocks)


@pytest.fixture
def contributed(tmp_path):
    """A folder of procedures with the one from the walkthrough in it."""
    for name, text in walkthrough().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "__init__.py").touch()
    return tmp_path


def test_the_walkthrough_keeps_the_house_style(contributed):
    for check in (["check"], ["format", "--check"]):
        command = [Path(sys.executable).parent / "ruff", *check, "--config", ROOT / "pyproject.toml", contributed]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout


def kouan(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KOUAN_PROCEDURES": str(folder), "KOUAN_DATA": str(folder / "data")}
    command = [Path(sys.executable).parent / "kouan", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def findings(folder: Path) -> list[str]:
    """What `kouan check` says of the contributed procedure."""
    lines = json.loads(kouan(folder, "check", "waste_reception", "--json").stdout)["findings"]
    return [line["en"] for line in lines if "waste" in line["en"]]


def test_the_walkthrough_of_contributing_is_a_sound_procedure(contributed):
    assert {"procedure.py", "terms.yaml", "scenarios.yaml"} <= {Path(name).name for name in walkthrough()}
    assert not findings(contributed)
    assert "waste-reception" in kouan(contributed, "procedure", "list").stdout


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        ("terms.yaml", "clause: fal-convention#waste", "clause: nowhere-2000#1", "nowhere-2000#1"),
        ("procedure.py", 'by="msa"', 'by="navy"', "navy"),
        ("procedure.py", 'Text("接收协议", "Reception agreement")', 'Text("接收协议", "")', "agreement"),
        ("scenarios.yaml", "set: {/kind: food}", "set: {/kind: oily}", "is_quarantined"),
    ],
)
def test_the_walkthrough_is_right_that_check_finds_what_is_missing(contributed, name, right, wrong, said):
    path = next(contributed.rglob(name))
    assert right in path.read_text()
    path.write_text(path.read_text().replace(right, wrong))
    assert any(said in finding for finding in findings(contributed)), findings(contributed)
