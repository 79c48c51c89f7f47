"""A function of a file here, run in a process of its own: what it returned, its CPU seconds and its peak memory."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: CPU seconds, without the imports before it; peak memory in megabytes; and what it returned."""

    cpu: float
    memory: float
    result: Any


def cost(module: str, function: str, *arguments: str) -> Cost:
    """Run ``module.function(*arguments)``, whose result is JSON; RuntimeError with its last words where it fails."""
    command = [sys.executable, __file__, module, function, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _run(module: str, function: str, *arguments: str) -> None:
    sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
    called = getattr(import_module(module), function)
    before = time.process_time()
    result = called(*arguments)
    cpu = time.process_time() - before
    print(json.dumps({"cpu": cpu, "memory": _peak(), "result": result}))


def _peak() -> float:
    """Megabytes. Of this program alone: what getrusage tells begins with the peak of the process that started it."""
    said = Path("/proc/self/status").read_text()
    return int(said.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    _run(*sys.argv[1:])
