"""The demo's landing page and the READMEs name the same five things to try."""

import re
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("language", "readme"), [("zh", "README.zh.md"), ("en", "README.md")])
def test_the_readme_names_what_the_tour_lays_out(language: str, readme: str) -> None:
    page = Client(headers={"Accept-Language": language}).get("/demo").content.decode()
    laid_out = re.findall(r"<h3>\d\. (.+?)</h3>", page)
    named = re.findall(r"^\d\. \*\*(.+?)[.。]\*\*", (ROOT / readme).read_text("utf-8"), re.M)
    assert len(laid_out) == 5
    assert named == laid_out
