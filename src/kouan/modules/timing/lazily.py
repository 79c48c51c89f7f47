"""Names that are loaded when they are first used: DuckDB, ibis and LightGBM take a second to load, and most of who
knows of clearance times never uses them."""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_Names = dict[str, tuple[str, str]]


class Later:
    """A module that is loaded at the first look into it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def as_type_checkers_see(package: str, file: str) -> Callable[[str], Any]:
    """``__getattr__`` of a module by what it imports under ``if TYPE_CHECKING``: that list is the only one.

    A module among them is loaded :class:`Later`, anything else when it is first asked for. ``file``: of the module.
    """
    own_path = Path(file).parent if Path(file).stem == "__init__" else Path(file)
    root = own_path.parents[package.count(".")]
    names: _Names = {}
    for module, name, own in _imported(ast.parse(Path(file).read_text(encoding="utf-8"))):
        names[name] = (module, own)

    def load(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, own = names[name]
        if _is_module(root, f"{module}.{own}"):
            return Later(f"{module}.{own}")
        return getattr(import_module(module), own)

    return load


def _imported(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """``(module, name here, name there)`` of what is imported for type checkers only."""
    for part in tree.body:
        if isinstance(part, ast.If) and isinstance(part.test, ast.Name) and part.test.id == "TYPE_CHECKING":
            for line in (line for line in part.body if isinstance(line, ast.ImportFrom) and line.module):
                yield from ((line.module or "", each.asname or each.name, each.name) for each in line.names)


def _is_module(root: Path, name: str) -> bool:
    path = root.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()
