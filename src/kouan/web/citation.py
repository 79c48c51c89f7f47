"""A clause cited on a page leads to the clause."""

from django.urls import reverse
from markupsafe import Markup

from kouan import sources
from kouan.web.language import pick


def cite(clause_id: str) -> str:
    """``湛江2022年方案第3条`` as a link to the clause, with its gist on hover; anything else stays as written."""
    if not sources.exists(clause_id):
        return clause_id
    source_id, _, number = clause_id.partition("#")
    address = f"{reverse('source', args=(source_id,))}#{number}"
    gist = pick(sources.clause(clause_id).gist)
    return Markup('<a href="{}" title="{}">{}</a>').format(address, gist, pick(sources.cite(clause_id)))
