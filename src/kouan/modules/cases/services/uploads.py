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


def handed_in(party: str, files: Collection[str]) -> frozenset[tuple[str, str]]:
    """Those of these files that an organisation handed in, each with the names that were checked then."""
    question = f"SELECT file, name FROM cases_upload WHERE party = %s AND file IN ({sql.places(len(files))})"  # noqa: S608
    return frozenset((file, name) for file, name in sql.fetch(question, [party, *files]))


def check_attached(viewer: Viewer, documents: Sequence[Attached]) -> None:
    """Every attached file was handed in, under this name, by the viewer's organisation; Refused names the first not."""
    if not documents:
        return
    known = handed_in(viewer.party, {document.file for document in documents})
    for document in documents:
        if (document.file, document.name) not in known:
            raise refuse(
                "file-unknown",
                "随附文件“{name}”尚未上传。",
                "The attached file “{name}” has not been uploaded.",
                name=document.name,
            )
