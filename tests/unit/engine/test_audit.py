"""What `kouan check` finds: each mistake planted in a copy of the seventh procedure is one finding, in one sentence."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kouan.procedures import folders

SEVENTH = Path(__file__).parents[2] / "seventh" / "ship_repair_notice"

MISTAKES = {
    "missing translation": (
        "procedure.py", 'Text("部位", "Place on board")', 'Text("部位", "")', "has no English translation",
    ),
    "missing Chinese": ("procedure.py", 'Text("看火人", "Fire watch")', 'Text("Fire watch", "Fire watch")', "has no Chinese"),
    "uncited limit": ("terms.yaml", "value: 4 hours, clause: vessel-entry#truth", "value: 4 hours, clause: nowhere#1", "term accept"),
    "no clause at all": ("terms.yaml", ", clause: vessel-entry#truth, verified: false}", ", verified: false}", "cannot be loaded"),
    "unknown agency": ("procedure.py", 'by="port", desk="berths"', 'by="harbour", desk="berths"', "“harbour”"),
    "unknown desk": ("procedure.py", 'by="port", desk="berths"', 'by="port", desk="roof"', "“roof”"),
    "unknown code table": ("procedure.py", 'Code("country")', 'Code("planet")', "'planet'"),
    "untold branch": ("scenarios.yaml", "set: {/jobs/0/hot_work: true}", "set: {/jobs/0/hot_work: false}", "has_hot_work holds"),
    "untold outcome": ("scenarios.yaml", "{by: port, decide: port, outcome: refuse, reason: 泊位紧张}", "{by: port, decide: port}", "“refuse”"),
    "unknown word": ("scenarios.yaml", "expect: {status: done", "expects: {status: done", "says “expects”, which means nothing"),
    "unknown word in a move": ("scenarios.yaml", "decide: maritime, after: 1 hours", "decide: maritime, aftr: 1 hours", "move 2 says “aftr”"),
    "untold rule": ("scenarios.yaml", '"721"', '"20"', "job-at-most-30-days"),
    "wrong story": ("scenarios.yaml", "expect: {status: done, outcomes", "expect: {status: refused, outcomes", "painted"),
}  # fmt: skip
# What Python raises is told in its own words; whatever we say ourselves is Chinese for whoever reads Chinese.
_ENGLISH = re.compile(r"\b(expected|move \d|cannot|which|says|holds|the code|running number)\b")


def kouan_check(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kouan.cli", "check", *arguments, "--json"]
    env = {**os.environ, "KOUAN_PROCEDURES": str(folder)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def findings(folder: Path) -> list[str]:
    """The English sentences about the copied procedures, by the command itself."""
    done = kouan_check(folder, *sorted(path.parent.name for path in folder.glob("*/__init__.py")))
    report = json.loads(done.stdout)
    assert (done.returncode != 0) == bool(report["findings"])
    found = [finding for finding in report["findings"] if finding["en"].startswith("ship")]
    assert [finding["zh"] for finding in found if _ENGLISH.search(finding["zh"])] == []
    return [finding["en"] for finding in found]


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(SEVENTH, tmp_path / "ship_repair_copy", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_procedure_as_it_is_passes(copied):
    assert findings(copied) == []


def test_a_folder_that_is_not_there_is_told_in_one_sentence(tmp_path):
    done = kouan_check(tmp_path, "ship-repairs")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["en"].startswith("There is no procedure in a folder “ship_repairs”")


def test_without_a_name_all_are_checked(copied):
    report = json.loads(kouan_check(copied).stdout)
    # The copy there, and the seventh procedure itself here.
    assert (report["procedures"], report["findings"]) == (len(list(folders())), [])


def test_what_two_procedures_may_not_share_and_a_folder_that_is_no_package(copied):
    shutil.copytree(copied / "ship_repair_copy", copied / "ship_repair_twin")
    shutil.copytree(copied / "ship_repair_copy", copied / "ship_repair_bare")
    (copied / "ship_repair_bare" / "__init__.py").unlink()
    found = findings(copied)
    assert any("share the code “ship-repair-notice”" in sentence for sentence in found), found
    assert any("share the running number" in sentence for sentence in found), found
    assert any(sentence == "ship_repair_bare: has no __init__.py and is not loaded." for sentence in found), found


def test_a_name_that_the_terms_lack_is_told_with_its_line(copied):
    path = copied / "ship_repair_copy" / "procedure.py"
    text = path.read_text("utf-8")
    assert 'limit("accept")' in text
    path.write_text(text.replace('limit("accept")', 'limit("acceptance")'), "utf-8")
    [sentence] = findings(copied)
    assert "KeyError 'acceptance' (procedure.py, line " in sentence


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_found(copied, mistake):
    name, right, wrong, said = MISTAKES[mistake]
    path = copied / "ship_repair_copy" / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = findings(copied)
    assert any(said in sentence for sentence in found), found
    assert all("\n" not in sentence for sentence in found)
