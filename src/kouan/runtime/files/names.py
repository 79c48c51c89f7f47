"""File names from outside: kept readable, made harmless, or refused."""

import unicodedata
from pathlib import PurePosixPath

from kouan.engine.refusals import Refused, refuse
from kouan.kernel.text import Text

LONGEST = 150
# What some system would run, or a browser would render as a page, if it took the name at its word.
_ACTIVE = """
    exe com bat cmd scr pif msi msp cpl dll sys lnk jar js jse vbs vbe wsf wsh hta ps1 sh bash py pl rb php phtml jsp
    asp aspx cgi htm html xhtml mht mhtml svg swf apk app dmg iso img reg docm dotm xlsm xltm xlam pptm
"""
_ACTIVE_EXTENSIONS = frozenset(_ACTIVE.split())
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def safe_name(name: str) -> str:
    """The name without any folder in front, in Unicode's composed form; raises Refused where nothing safe is left."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    if not bare or PurePosixPath(bare).stem.lower() in _DEVICES:
        raise _name_refused("文件名为空或为系统保留名", "the name is empty or reserved by the system")
    if len(bare) > LONGEST:
        raise _name_refused(f"文件名超过 {LONGEST} 个字符", f"the name is longer than {LONGEST} characters")
    # Cc, Cf: control characters and the invisible ones that turn or hide text, such as U+202E; Cs: half a character.
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for character in bare):
        raise _name_refused("文件名含控制字符或不可见字符", "the name has control or invisible characters")
    if active := next((part for part in bare.lower().split(".")[1:] if part.strip() in _ACTIVE_EXTENSIONS), None):
        raise _name_refused(f"文件名含可执行扩展名 .{active}", f"the name has the executable extension .{active}")
    return bare


def extension(name: str) -> str:
    """The extension of a safe name, in lower case, without its dot."""
    return PurePosixPath(name).suffix[1:].lower()


def _name_refused(zh: str, en: str) -> Refused:
    return refuse(
        "file-name",
        "{why}；请改名后重新上传。",
        "The file cannot be taken: {why}; rename it and upload it again.",
        why=Text(zh, en),
    )
