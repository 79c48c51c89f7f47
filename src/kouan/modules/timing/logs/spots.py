"""On which line of a JSON document a part of it stands: looked for only when something is wrong with that part."""

import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def line_of(text: str, path: str) -> int:
    """The line, from 1, on which ``events[3].time`` begins, or what of it there is: the line of ``events[3]``."""
    wanted = [int(number) if number else f'"{name}"' for name, number in _STEP.findall(path)]
    at: list[str | int] = []  # the path to the value that comes next; a list counts from 0, an object has no key yet
    open_lists: list[bool] = []
    deepest, found, before = 0, 0, ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "]}":
            at.pop()
            open_lists.pop()
        elif sign == ",":
            at[-1] = int(at[-1]) + 1 if open_lists[-1] else ""
        elif sign != ":":
            if open_lists and not open_lists[-1] and before in "{,":
                at[-1] = sign
            elif len(at) > deepest and at == wanted[: len(at)]:
                deepest, found = len(at), token.start()
                if deepest == len(wanted):
                    break
            if sign in "[{":
                at.append(0 if sign == "[" else "")
                open_lists.append(sign == "[")
        before = sign
    return text.count("\n", 0, found) + 1
