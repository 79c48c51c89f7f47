"""A YAML file read strictly: what is missing, unknown or of the wrong kind is refused with its file and line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import yaml

from kouan.kernel.datafile import Unreadable, nodes
from kouan.kernel.text import Text

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file that still knows where it stands; ``what`` names it in refusals."""

    file: str
    node: yaml.Node
    what: str = ""

    def wrong(self, zh: str, en: str) -> Unreadable:
        line = self.node.start_mark.line + 1
        said = f"“{self.what}”" if self.what else ""
        return Unreadable(
            Text(
                f"{self.file} 第 {line} 行{said}：{zh}。",
                f"{self.file}, line {line}{self.what and f', {self.what!r}'}: {en}.",
            )
        )

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Part"]:
        """The entries of a mapping that may have these and must have some of them."""
        found = self.entries()
        required, known = tuple(required), {*required, *optional}
        for name, part in found.items():
            if name not in known:
                raise part.wrong(
                    f"没有这一项，可用的有 {'、'.join(sorted(known))}",
                    f"no such entry; there are {', '.join(sorted(known))}",
                )
        for name in required:
            if name not in found:
                raise self.wrong(f"缺少“{name}”一项", f"the entry {name!r} is missing")
        return found

    def entries(self) -> dict[str, "Part"]:
        """A mapping, whatever its keys are; none may come twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("应为若干“名称: 值”", "it must be a mapping of names to values")
        found: dict[str, Part] = {}
        for key, value in self.node.value:
            if key.value in found:
                raise Part(self.file, key, key.value).wrong("出现了两次", "it comes twice")
            found[key.value] = Part(self.file, value, key.value)
        return found

    def parts(self) -> Sequence["Part"]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("应为列表", "it must be a list")
        return [Part(self.file, each, self.what) for each in self.node.value]

    def each(self) -> Sequence["Part"]:
        """The parts of a list; one value stands for a list of it."""
        return [self] if isinstance(self.node, yaml.ScalarNode) else self.parts()

    def word(self, among: Iterable[str] | None = None) -> str:
        """One scalar that is not empty; where choices are given, one of them."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value:
            raise self.wrong("应为一个非空的值", "it must be one value, not empty")
        choices = None if among is None else list(among)
        if choices is not None and self.node.value not in choices:
            said = (
                f"“{self.node.value}”不在可选范围内：{'、'.join(choices)}",
                f"{self.node.value!r} is none of {', '.join(choices)}",
            )
            raise self.wrong(*said)
        return str(self.node.value)

    def words(self) -> tuple[str, ...]:
        """A list of scalars, one or more."""
        said = tuple(each.word() for each in self.parts())
        if not said:
            raise self.wrong("列表不能为空", "the list must not be empty")
        return said

    def name(self) -> str:
        """A word that can name a column: lower-case letters, digits and ``_``, a letter first."""
        said = self.word()
        if not _NAME.fullmatch(said):
            raise self.wrong(
                f"名称“{said}”应由小写字母、数字和下划线组成",
                f"the name {said!r} must be of lower-case letters, digits and '_'",
            )
        return said

    def text(self) -> Text:
        try:
            return Text.of(self.word())
        except ValueError:
            raise self.wrong("应写作“中文 | English”", "it must be written as 中文 | English") from None

    def number(self, least: int = 0) -> str:
        """A decimal number of ``least`` or more, as it is written."""
        said = self.word()
        try:
            fits = Decimal(said).is_finite() and Decimal(said) >= least
        except InvalidOperation:
            fits = False
        if not fits:
            raise self.wrong(f"“{said}”应为不小于 {least} 的数", f"{said!r} must be a number of {least} or more")
        return said

    def whole(self, least: int = 0) -> int:
        said = self.word()
        if not (said.isascii() and said.isdecimal() and int(said) >= least):
            raise self.wrong(
                f"“{said}”应为不小于 {least} 的整数", f"{said!r} must be a whole number of {least} or more"
            )
        return int(said)

    def truth(self) -> bool:
        return self.word(("true", "false")) == "true"


def opened(text: str, file: str) -> Part:
    """The whole of a file; raises Unreadable where it is no YAML, or more than one document."""
    try:
        node = nodes(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, text.count("\n")) + 1 if mark else 1  # what ends too soon is marked behind its end
        raise Unreadable(
            Text(f"{file} 第 {line} 行：不是有效的 YAML。", f"{file}, line {line}: this is not YAML.")
        ) from error
    if node is None:
        raise Unreadable(Text(f"{file} 是空的，应为一项统计口径的定义。", f"{file} is empty; it must define a study."))
    return Part(file, node)
