"""One folder a procedure. Nothing else names them: they are found here."""

import os
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files

from kouan.blueprint import Procedure

# Folders outside the package may hold procedures too: a port's own, or those of a test.
__path__ += [folder for folder in os.environ.get("KOUAN_PROCEDURES", "").split(os.pathsep) if folder]


class UnknownProcedure(KeyError):  # noqa: N818 - a 404, not a mistake
    """No procedure has this code."""


def folders() -> Iterator[str]:
    """Names of the packages that hold a procedure, in order; one that begins with ``_`` holds what several share."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if found.ispkg and not found.name.startswith("_"):
            yield found.name


@cache
def procedures() -> Mapping[str, Procedure]:
    """All procedures by code."""
    return {found.code: found for found in map(load, folders())}


def load(folder: str) -> Procedure:
    """The procedure of one folder; whatever its code raises on import is raised."""
    found: Procedure = import_module(f"{__name__}.{folder}.procedure").procedure
    return found


def procedure(code: str) -> Procedure:
    """The procedure of a code; UnknownProcedure when there is none."""
    try:
        return procedures()[code]
    except KeyError:
        raise UnknownProcedure(code) from None


def scenarios_text(code: str) -> str:
    """The procedure's ``scenarios.yaml``, "" when it has none."""
    return scenarios_in(next(name for name in folders() if load(name).code == code))


def scenarios_in(folder: str) -> str:
    """The ``scenarios.yaml`` of one folder, "" when it has none."""
    path = files(f"{__name__}.{folder}").joinpath("scenarios.yaml")
    return path.read_text(encoding="utf-8") if path.is_file() else ""
