"""Why the content of a file is refused: one sentence each, in both languages."""

from kouan.engine.refusals import Refused, refuse
from kouan.kernel.text import Text


def too_large(name: str, limit_mb: int) -> Refused:
    """Bigger than allowed."""
    return refuse(
        "file-too-large",
        "文件“{name}”超过 {limit} MB；请压缩或拆分后上传。",
        "The file “{name}” is larger than {limit} MB; reduce or split it.",
        name=name,
        limit=limit_mb,
    )


def empty(name: str) -> Refused:
    """Nothing in it."""
    return refuse("file-empty", "文件“{name}”是空的。", "The file “{name}” is empty.", name=name)


def unknown_type(name: str, allowed: str) -> Refused:
    """An extension that is not taken."""
    return refuse(
        "file-type",
        "文件“{name}”的类型不可上传；可上传：{allowed}。",
        "Files like “{name}” are not taken; these are: {allowed}.",
        name=name,
        allowed=allowed,
    )


def not_what_it_says(extension: str) -> Refused:
    """The content is not of the kind the extension announces."""
    return refuse(
        "file-content",
        "文件内容不是有效的 .{extension} 文件；请核对后重新上传。",
        "The content is not a valid .{extension} file; check it and upload it again.",
        extension=extension,
    )


def active(what: Text) -> Refused:
    """It would run something when opened."""
    return refuse(
        "file-active",
        "文件含{what}，不予接收；请另存为不含此类内容的文件。",
        "The file has {what} and is not taken; save it without.",
        what=what,
    )


def encrypted() -> Refused:
    """It cannot be looked into."""
    return refuse(
        "file-encrypted",
        "文件已加密，无法检查；请上传未加密的文件。",
        "The file is encrypted and cannot be checked; upload it without a password.",
    )


def bomb() -> Refused:
    """It unpacks to far more than it is."""
    return refuse(
        "file-bomb",
        "文件解压后过大，不予接收。",
        "The file unpacks to too much and is not taken.",
    )
