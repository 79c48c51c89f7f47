"""Pages for what went wrong: one clear sentence each, in the reader's language, with a way on."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kouan.blueprint import Problem, Text
from kouan.runtime.pace import TooOften


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is shown for one status."""

    status: int
    code: str
    title: Text
    advice: Text


_TROUBLES = {
    400: Trouble(
        400,
        "bad-request",
        Text("无法读懂这个请求", "This request cannot be read"),
        Text(
            "地址或提交的内容不完整，请返回上一页重试。",
            "The address or what was sent is incomplete. Go back and try again.",
        ),
    ),
    403: Trouble(
        403,
        "refused",
        Text("不能这样做", "This is not allowed"),
        Text(
            "当前身份没有这项权限；如需要，请向本单位管理员申请。",
            "Who you are signed in as may not do this; ask your administrator.",
        ),
    ),
    404: Trouble(
        404,
        "not-found",
        Text("没有找到这个页面", "There is no such page"),
        Text(
            "地址有误、内容已移走，或当前身份看不到它。请核对地址，或用有权限的帐号登录后再试。",
            "The address is wrong, the page has moved, or it is not for you to see. "
            "Check the address, or sign in as someone who may.",
        ),
    ),
    500: Trouble(
        500,
        "server-error",
        Text("系统出错了", "Something failed on our side"),
        Text(
            "已记录。已提交成功的申报不受影响，请稍后重试。",
            "It has been recorded. What was filed is safe. Please try again in a moment.",
        ),
    ),
}
_FORM_EXPIRED = Trouble(
    403,
    "form-expired",
    Text("页面已过期，内容没有提交", "This page has expired; nothing was sent"),
    Text(
        "登录状态或浏览器的安全标记已变化。返回上一页、刷新后再提交；草稿仍在。",
        "You signed in or out meanwhile, or the browser's safety mark is gone. "
        "Go back, reload and send again; your draft is kept.",
    ),
)
_NUL = Trouble(
    400,
    "nul",
    Text("内容含有空字符，没有提交", "There is a NUL character in it; nothing was sent"),
    Text(
        "空字符（U+0000）无法存储，多由复制粘贴带入。返回上一页，删除后重新提交。",
        "A NUL character (U+0000) cannot be stored; pasting often brings one along. Go back, remove it and send again.",
    ),
)


def _answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    if request.path.startswith("/api/"):
        message = Text(f"{trouble.title.zh}。{trouble.advice.zh}", f"{trouble.title.en}. {trouble.advice.en}")
        return JsonResponse({"errors": [Problem(trouble.code, "", message, "").as_json()]}, status=trouble.status)
    return render(request, "errors/page.html", {"trouble": trouble}, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, _TROUBLES[400])


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, _TROUBLES[403])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what a stranger may not see."""
    return _answer(request, _TROUBLES[404])


def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    """429 for a visitor who looks numbers up too fast."""
    title = Text("请稍等再查", "Please wait a little")
    response = _answer(request, Trouble(429, "too-often", title, error.said))
    response.headers["Retry-After"] = str(error.wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without asking the database, which may be what failed."""
    if request.path.startswith("/api/"):
        return _answer(request, _TROUBLES[500])
    return HttpResponse(render_to_string("errors/bare.html", {"trouble": _TROUBLES[500]}), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the cross-site check."""
    return _answer(request, _FORM_EXPIRED)


def nul_character(request: HttpRequest) -> HttpResponse:
    """400 for what no database can store."""
    return _answer(request, _NUL)
