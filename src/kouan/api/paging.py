"""Pages of long lists: numbered from 1, at most 200 rows each."""

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from ninja.params.functions import Query

Page = Annotated[int, Query(ge=1, le=100_000, description="页码，从 1 起 | page, from 1")]
Size = Annotated[int, Query(ge=1, le=200, description="每页行数 | rows a page")]
Position = Annotated[int, Query(ge=0, le=2**63 - 1, description="日志中的位置 | a position on the log")]
_Row = TypeVar("_Row", bound=Model)


def page_of(rows: QuerySet[_Row], page: int, size: int) -> QuerySet[_Row]:
    """The rows of one page."""
    start = (page - 1) * size
    return rows[start : start + size]
