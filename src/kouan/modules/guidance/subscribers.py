"""Notices: to firms that they are asked, to agencies of a problem that lies with them, to its sides of an answer."""

from kouan.kernel.text import Text
from kouan.modules.cases.public import tell
from kouan.modules.guidance.models import Problem, Survey
from kouan.modules.guidance.said import DRAWN, PASSED, REPLIED, SOLVED
from kouan.runtime.log import Recorded
from kouan.runtime.subscribers import subscriber

_ASKED = Text("请填写问卷《{title}》，{day} 截止。", "Please answer the survey “{title}” by {day}.")
_PASSED = Text("企业反映的问题请于 {day} 前答复：{title}", "A problem from firms, to be answered by {day}: {title}")
_SOLVED = Text("反映的问题已解决：{title}", "A problem was solved: {title}")
_REPLIED = Text("反映的问题已有答复：{title}", "A problem was answered: {title}")


@subscriber("guidance-notices", kinds={DRAWN, PASSED, REPLIED})
def notify(event: Recorded) -> None:
    """Write the notices an event calls for; a second time changes nothing."""
    name, said = event.stream.partition("/")[2], event.payload
    if event.kind == DRAWN:
        survey = Survey.objects.get(pk=name)
        tell(event, ("survey", name), _ASKED.fill(title=survey.title, day=survey.closes), said["asked"])
    elif event.kind == PASSED:
        tell(event, ("problem", name), _PASSED.fill(title=said["title"], day=said["due"]), said["agencies"])
    else:
        problem = Problem.objects.get(pk=name)
        words = _SOLVED if said["outcome"] == SOLVED else _REPLIED
        tell(event, ("problem", name), words.fill(title=problem.title), [problem.firm, "port-office"])
