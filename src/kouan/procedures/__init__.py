"""One folder a procedure. Nothing else names them: they are found here."""

import os
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from kouan.blueprint import Procedure

# Folders outside the package may hold procedures too: a port's own, or those of a test.
__path__ += [folder for folder in os.environ.get("KOUAN_PROCEDURES", "").split(os.pathsep) if folder]


class UnknownProcedure(KeyError):
    """No procedure has this code."""


def folders() -> Iterator[str]:
    """Names of the packages that hold a procedure, in order."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if found.ispkg:
            yield found.name


@cache
def procedures() -> Mapping[str, Procedure]:
    """All procedures by code."""
    loaded = (import_module(f"{__name__}.{folder}.procedure").procedure for folder in folders())
    return {procedure.code: procedure for procedure in loaded}


def procedure(code: str) -> Procedure:
    """The procedure of a code; UnknownProcedure when there is none."""
    try:
        return procedures()[code]
    except KeyError:
        raise UnknownProcedure(code) from None


def folder_of(code: str) -> Path:
    """Where a procedure stands: ``procedure.py``, ``terms.yaml``, ``scenarios.yaml``."""
    folder = next(name for name in folders() if import_module(f"{__name__}.{name}.procedure").procedure.code == code)
    return Path(str(files(f"{__name__}.{folder}")))


def scenarios_text(code: str) -> str:
    """The procedure's ``scenarios.yaml``, "" when it has none."""
    path = folder_of(code) / "scenarios.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""
