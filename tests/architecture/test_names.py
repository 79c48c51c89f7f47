"""Adding a procedure edits nothing: no code outside its folder knows its name."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/kouan"
FOLDERS = sorted(path.parent.name for path in SOURCE.glob("procedures/*/procedure.py"))
# What only the demo and the replay of foreign declarations may name: they file certain procedures.
FILERS = {SOURCE / "cli/demo", SOURCE / "cli/kcs"}
CODE = {".py", ".html", ".yaml", ".ts"}


def outside(folder: str, texts: dict[Path, str]) -> list[Path]:
    own = {SOURCE / "procedures" / folder, SOURCE / "sources/data", SOURCE / "web/static", *FILERS}
    return [path for path in texts if not own & set(path.parents)]


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    return {path: path.read_text() for path in SOURCE.rglob("*") if path.suffix in CODE and path.is_file()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_code_outside_its_folder_knows_a_procedures_name(folder: str, texts: dict[Path, str]):
    """An object that a procedure makes may bear its name, so ``Refers`` may say it; nothing else may."""
    code = folder.replace("_", "-")
    named = re.compile(rf"""(?<!Refers\()["']{code}["']|procedures[./]{folder}\b""")
    # Looked for as it is first, which is quick.
    near = [path for path in outside(folder, texts) if code in texts[path] or folder in texts[path]]
    knowing = [str(path.relative_to(SOURCE)) for path in near if named.search(texts[path])]
    assert not knowing


def test_a_name_would_be_found(texts: dict[Path, str]):
    demo = SOURCE / "cli/demo/imports.py"
    assert '"import-declaration"' in texts[demo]
    assert demo not in outside("import_declaration", texts)
    assert SOURCE / "engine/decide.py" in outside("import_declaration", texts)
