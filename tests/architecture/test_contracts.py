"""Every import contract of pyproject.toml holds, and each one catches the violation it is there for."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

# contract, the file that is planted, what it says
PLANTS = (
    ("layers", "kernel/planted.py", "import kouan.blueprint"),
    ("layers", "reference/planted.py", "from kouan import engine"),
    ("layers", "blueprint/planted.py", "import kouan.engine"),
    ("layers", "engine/planted.py", "import kouan.runtime.settings"),
    ("layers", "procedures/planted.py", "import kouan.runtime"),
    ("layers", "runtime/planted.py", "def late():\n    from kouan.modules.cases import public"),
    ("layers", "runtime/planted.py", "import kouan.procedures"),
    ("layers", "modules/cases/planted.py", "import kouan.web"),
    ("layers", "web/planted.py", "import kouan.api"),
    ("layers", "api/planted.py", "import kouan.web"),
    ("layers", "api/planted.py", "import kouan.cli"),
    ("layers", "planted/__init__.py", ""),
    ("pure", "kernel/planted.py", "from django.db import models"),
    ("pure", "blueprint/planted.py", "import httpx"),
    ("pure", "engine/planted.py", "def late():\n    import psycopg"),
    ("pure", "reference/planted.py", "from urllib.request import urlopen"),
    ("pure", "sources/planted.py", "import sqlite3"),
    ("pure", "procedures/planted.py", "import ninja"),
    ("procedures-without-engine", "procedures/planted.py", "from kouan.engine import anything"),
    ("procedures-apart", "procedures/planted.py", "import kouan.procedures.export_declaration"),
    ("modules-order", "modules/parties/planted.py", "from kouan.modules.cases import public"),
    ("modules-order", "modules/cases/planted.py", "from kouan.modules.consignments import public"),
    ("modules-order", "modules/consignments/planted.py", "from kouan.modules.cases import public"),
    ("modules-order", "modules/planted/__init__.py", ""),
    ("parties-door", "modules/cases/planted.py", "from kouan.modules.parties import models"),
    ("parties-door", "web/planted.py", "from kouan.modules.parties import services"),
    ("cases-door", "api/planted.py", "from kouan.modules.cases import selectors"),
    ("consignments-door", "cli/planted.py", "from kouan.modules.consignments.models import Container"),
    ("modules-order", "modules/balances/planted.py", "from kouan.modules.cases import public"),
    ("timing-door", "web/planted.py", "from kouan.modules.timing import shape"),
    ("modules-order", "modules/cases/planted.py", "from kouan.modules.guidance import public"),
    ("guidance-door", "web/planted.py", "from kouan.modules.guidance import models"),
    ("balances-door", "web/planted.py", "from kouan.modules.balances import models"),
    ("no-cycles", "kernel/clock.py", "from kouan.kernel import calendar"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree in a temporary folder, where violations may be planted."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src" / "kouan", folder / "src" / "kouan", ignore=_only_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _only_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


@pytest.fixture
def plant(copy: Path) -> Iterator[Callable[[str, str], None]]:
    """Add a line to a module of the copy, or a new module; taken out again after the test."""
    before: dict[Path, str | None] = {}

    def add(name: str, line: str) -> None:
        path = copy / "src" / "kouan" / name
        before[path] = path.read_text() if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{before[path] or ''}\n{line}\n")

    yield add
    for path, text in before.items():
        if text is not None:
            path.write_text(text)
        elif path.name == "__init__.py":
            shutil.rmtree(path.parent)
        else:
            path.unlink()


def _lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run([*command, *chosen], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_all_contracts_hold(copy):
    result = _lint(copy)
    assert result.returncode == 0, result.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), PLANTS, ids=lambda value: value.replace("\n", " "))
def test_a_planted_violation_is_caught(copy, plant, contract, module, line):
    plant(module, line)
    result = _lint(copy, contract)
    assert result.returncode == 1, result.stdout
    words = " ".join(result.stdout.split())
    assert f"{CONTRACTS[contract]} BROKEN" in words
    assert "planted" in words or ".clock -> .calendar" in words


def test_every_contract_has_a_planted_violation():
    assert {contract for contract, _, _ in PLANTS} == set(CONTRACTS)


def test_every_module_has_a_door_of_its_own():
    modules = {path.parent.name for path in (ROOT / "src" / "kouan" / "modules").glob("*/__init__.py")}
    assert {f"{module}-door" for module in modules} <= set(CONTRACTS)


def test_every_library_is_either_pure_or_forbidden_to_the_pure_packages():
    allowed = {"pydantic", "pyyaml", "orjson"}
    spelled = {
        "django-ninja": "ninja",
        "django-allauth": "allauth",
        "python-calamine": "python_calamine",
        "ibis-framework": "ibis",
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = {_library(line) for line in project["project"]["dependencies"]}
    pure = next(contract for contract in project["tool"]["importlinter"]["contracts"] if contract["id"] == "pure")
    assert {spelled.get(name, name) for name in names - allowed} <= set(pure["forbidden_modules"])


def _library(requirement: str) -> str:
    return re.split(r"[\[>]", requirement)[0].strip()
