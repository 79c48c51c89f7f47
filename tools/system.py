"""Programs of the operating system that the tests use: found, or installed where this may be done without asking."""

import glob
import os
import re
import shutil
import subprocess
from pathlib import Path

# The headless shell first: without a window to keep, a page takes it two thirds of the work.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OLDEST_POSTGRES = 15


class ProgramMissingError(Exception):
    """A program is not here and cannot be installed; the message says in one sentence how to get it."""


def postgres_programs() -> Path:
    """The folder with ``initdb`` and ``postgres`` of the newest server (15 or later); installs Debian's when root."""
    found = _find_postgres() or (_install("postgresql") and _find_postgres())
    if not found:
        raise ProgramMissingError(
            "未找到 PostgreSQL 15 或更新版本；请安装 Debian 的 postgresql 软件包，或把其 bin 目录加入 PATH。 | "
            "No PostgreSQL 15 or newer was found; install Debian's package postgresql, or put its bin folder on PATH."
        )
    return found


def chromium() -> str:
    """The path of a Chromium; installs Debian's, with fonts for Chinese, when root."""
    found = _find_chromium() or (any(_install(each, "fonts-noto-cjk") for each in CHROMIUM[:2]) and _find_chromium())
    if not found:
        raise ProgramMissingError(
            "未找到 Chromium；请安装 Debian 的 chromium 与 fonts-noto-cjk 软件包。 | "
            "No Chromium was found; install Debian's packages chromium and fonts-noto-cjk."
        )
    return found


def _find_postgres() -> Path | None:
    folders = {Path(path) for path in glob.glob("/usr/lib/postgresql/*/bin")}
    if on_path := shutil.which("initdb"):
        folders.add(Path(on_path).resolve().parent)
    versions = {folder: _postgres_version(folder) for folder in folders}
    newest = max(versions, key=lambda folder: versions[folder], default=None)
    return newest if newest and versions[newest] >= OLDEST_POSTGRES else None


def _postgres_version(folder: Path) -> int:
    server = folder / "postgres"
    if not (server.exists() and (folder / "initdb").exists()):
        return 0
    words = subprocess.run([server, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+", words)
    return int(version[0]) if version else 0


def _find_chromium() -> str | None:
    named = os.environ.get("KOUAN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM)), None)


def _install(*packages: str) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {' '.join(packages)} …", flush=True)
    # dpkg wants the system's own folders on PATH, which a bare shell may lack.
    path = f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
    environment = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(done.stdout + done.stderr)
            return False
    return True
