"""Spark, on the tables of a log written as Parquet: for a history that outgrows one machine. An optional part."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from ibis.config import Config

from kouan.kernel.text import Text
from kouan.modules.timing.shape import TABLES

MISSING = Text(
    "此处没有安装 Spark：请执行 pip install 'kouan[spark]'，并安装 Java 17 或更新版本。",
    "Spark is not installed here: run pip install 'kouan[spark]' and install Java 17 or newer.",
)


class NoSpark(Exception):  # noqa: N818 - it is only not there
    """PySpark or Java is missing."""


class _Options(Config):  # type: ignore[misc]  # ibis says nothing of its types
    """What ibis' backend for Spark, of which only the compiler is used here, would have set by itself."""

    treat_nan_as_null: bool = False


ibis.options.pyspark = _Options()


@dataclass(frozen=True, slots=True)
class Spark:
    """A Spark session that sees the tables of a log."""

    session: Any

    def rows(self, question: ir.Table) -> Sequence[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(_compiled(question)).collect()]

    def keep(self, name: str, question: ir.Table) -> ir.Table:
        self.session.sql(_compiled(question)).cache().createOrReplaceTempView(name)
        return ibis.table(question.schema(), name=name)


def _compiled(question: ir.Table) -> str:
    said: str = PySparkCompiler().to_sqlglot(question).sql(dialect="spark")
    return said


@contextmanager
def opened(folder: Path, master: str = "local[*]") -> Iterator[Spark]:
    """Spark over ``folder/event.parquet`` and the others, files or folders; raises NoSpark."""
    session = _session(master)
    try:
        for name in TABLES:
            session.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
        yield Spark(session)
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession

        quiet = SparkSession.builder.master(master).appName("kouan").config("spark.ui.enabled", "false")
        return quiet.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    except (ImportError, OSError, RuntimeError) as error:
        raise NoSpark(str(error)) from error
