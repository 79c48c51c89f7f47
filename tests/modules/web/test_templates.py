"""Templates are compiled once for all processes; where that cannot be kept, each compiles for itself."""

from pathlib import Path
from unittest.mock import patch

import pytest
from jinja2 import Environment, FileSystemLoader

from kouan.web import environment as shell
from kouan.web.environment import environment

PAGE = "page.html"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one template; what is compiled of it lies in another."""
    monkeypatch.setattr(shell, "COMPILED", tmp_path / "compiled")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / PAGE).write_text("{{ lang }} 口岸 {{ 6 * 7 }}")
    return folder


def _drawn(pages: Path) -> str:
    """Drawn as a process does that has just begun."""
    return environment(loader=FileSystemLoader(pages)).get_template(PAGE).render()


def test_what_one_process_compiled_the_next_takes_as_it_is(pages: Path) -> None:
    assert _drawn(pages) == "zh 口岸 42"
    with patch.object(Environment, "compile", side_effect=AssertionError("compiled again")):
        assert _drawn(pages) == "zh 口岸 42"


def test_a_template_that_changed_is_compiled_anew(pages: Path) -> None:
    _drawn(pages)
    (pages / PAGE).write_text("{{ lang }} 港口")
    assert _drawn(pages) == "zh 港口"


def test_where_nothing_can_be_kept_pages_are_drawn_all_the_same(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "compiled").symlink_to(tmp_path / "nowhere")
    assert _drawn(pages) == "zh 口岸 42"
    assert _drawn(pages) == "zh 口岸 42"


def test_a_file_that_a_power_cut_left_empty_is_not_taken(pages: Path, tmp_path: Path) -> None:
    _drawn(pages)
    [kept] = (tmp_path / "compiled").iterdir()
    kept.write_bytes(b"")
    assert _drawn(pages) == "zh 口岸 42"
