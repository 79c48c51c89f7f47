"""What the house style says in numbers and names, read from the source itself."""

import ast
import json
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 45
VAGUE = {"utils", "util", "helpers", "helper", "base", "common", "manager", "managers", "misc", "signals"}
# Spelled in pieces, so that this file does not name what it looks for.
ELSEWHERE = "|".join(f"/{folder}/" for folder in ("tmp", "farm", "root", "work/main", "work/shared"))
REGISTRIES = "|".join(
    re.escape(".".join(parts))
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"))
)
UNFINISHED = (
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "raise NotImplemented" + "Error")) + r")\b"
)
LISTENS = r"^\s+def (save|delete)\(self|django\.dispatch|django\.db\.models\.signals"
MADE = {
    *(".git", ".venv", ".gl", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"),
    *("__pycache__", "node_modules", "dist", "data", "build", "kouan.egg-info"),
}
PICTURES = {".png", ".ico", ".woff2", ".xlsx", ".pdf", ".gz", ".parquet"}


def tracked() -> list[Path]:
    """The files of the project: what git tracks or would track; without git, all that is not made or installed."""
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        return [path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.relative_to(ROOT).parts)]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def python_files(*folders: str) -> list[Path]:
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    )


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of each function in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def matches(pattern: str, paths: list[Path]) -> list[str]:
    """Each place in the files where the pattern stands."""
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


def text_files() -> list[Path]:
    return [path for path in tracked() if path.suffix not in PICTURES]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TO" + "DO: the rest"),
        (UNFINISHED, "    raise NotImplemented" + "Error"),
        (ELSEWHERE, 'open("/t' + 'mp/list.csv")'),
        (REGISTRIES, "https://pypi" + ".org/simple"),
        (LISTENS, "    def sa" + "ve(self, *arguments):"),
        (LISTENS, "from django.dis" + "patch import receiver"),
    ],
)
def test_what_is_looked_for_would_be_found(pattern: str, line: str):
    assert re.search(pattern, line)
    assert Path(__file__).resolve() in text_files()
    assert ROOT / "src/kouan/engine/decide.py" in python_files("src")


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {path: path.read_text().count("\n") for path in python_files("src", "tests", "tools", "bench")}
    assert not [f"{path.relative_to(ROOT)}: {lines}" for path, lines in long.items() if lines > LONGEST_FILE]


def test_no_function_is_longer_than_a_screen():
    everywhere = [each for path in python_files("src", "tests", "tools", "bench") for each in functions(path)]
    assert not [f"{name}: {lines}" for name, lines in everywhere if lines > LONGEST_FUNCTION]


def test_most_functions_are_short():
    lengths = sorted(lines for path in python_files("src") for _, lines in functions(path))
    assert statistics.median(lengths) < 10
    assert lengths[len(lengths) * 9 // 10] < 25


def test_no_module_has_a_name_that_says_nothing():
    parts = {path: set(path.relative_to(ROOT).with_suffix("").parts) for path in python_files("src")}
    assert not [str(path.relative_to(ROOT)) for path, names in parts.items() if names & VAGUE]


def test_no_model_overrides_save_and_nothing_listens_to_signals():
    assert not matches(LISTENS, python_files("src"))


def test_nothing_is_left_for_later():
    assert not matches(UNFINISHED, text_files())


def test_no_file_names_a_place_on_somebodys_machine_or_a_registry():
    assert not matches(ELSEWHERE, text_files())
    assert not matches(REGISTRIES, text_files())


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_python_locks_are_hashed_and_name_no_index(lock):
    lines = lock.read_text().splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line and not line.lstrip().startswith("#")]
    assert pins
    assert all("--hash=" in lines[number + 1] for number in pins)
    assert not [line for line in lines if "index-url" in line or "://" in line]


def test_the_frontend_lock_has_hashes_and_no_addresses():
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]
