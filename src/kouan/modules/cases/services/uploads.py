"""Files handed in: stored once by content, attached only by those who handed them in."""

from collections.abc import Collection, Sequence

from kouan.blueprint.document import Attached
from kouan.engine.refusals import refuse
from kouan.kernel.clock import now, to_micros
from kouan.modules.cases.models import Upload
from kouan.modules.parties.public import Viewer
from kouan.runtime import files, sql


def upload(viewer: Viewer, name: str, content: bytes) -> Upload:
    """Check and store a file for a signed-in viewer; Refused when its size, type, name or content is not allowed."""
    if not viewer.party:
        raise refuse("sign-in", "请先登录。", "Please sign in first.")
    stored = files.store(name, content)
    made, _ = Upload.objects.get_or_create(
        party=viewer.party,
        file=stored.sha256,
        name=stored.name,
        defaults={"person": viewer.person, "type": stored.type, "size": stored.size, "at": to_micros(now())},
    )
    return made


def check_attached(viewer: Viewer, documents: Sequence[Attached]) -> None:
    """Every attached file was handed in, under this name, by the viewer's organisation; Refused names the first not."""
    if documents:
        refuse_unknown(documents, *sql.ask([handed_in(viewer.party, documents)]))


def handed_in(party: str, documents: Sequence[Attached]) -> sql.Question[frozenset[sql.Row]]:
    """Asks which files of these documents an organisation handed in, each with the names that were checked then."""
    files = dict.fromkeys(document.file for document in documents)
    places = sql.places(len(files))
    statement = f"SELECT file, name FROM cases_upload WHERE party = %s AND file IN ({places})"  # noqa: S608
    return sql.Question(statement, [party, *files], frozenset)


def refuse_unknown(documents: Sequence[Attached], known: Collection[sql.Row]) -> None:
    """Refused for the first document whose file and name are not among those handed in."""
    for document in documents:
        if (document.file, document.name) not in known:
            raise refuse(
                "file-unknown",
                "随附文件“{name}”尚未上传。",
                "The attached file “{name}” has not been uploaded.",
                name=document.name,
            )
