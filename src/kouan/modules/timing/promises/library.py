"""The operations of the house, and the published tables that come with it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kouan.modules.timing.promises.model import Catalogue, Operation
from kouan.modules.timing.promises.reading import read_catalogue, read_operations

MODEL = "shidao"
"""The table that operators may take as a model."""


@cache
def operations() -> Mapping[str, Operation]:
    """Everything of which a limit can be published, in the order in which it is shown."""
    return {each.code: each for each in read_operations(_text("operations.yaml"), "operations.yaml")}


@cache
def model() -> Catalogue:
    """The published operating time limits of Shidao New Port."""
    found, _ = read_catalogue(_text(f"{MODEL}.yaml"), f"{MODEL}.yaml", operations())
    return found


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
