"""Which of the two languages a page speaks: ``?lang=``, then the reader's cookie, then what the browser asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from markupsafe import escape

from kouan.kernel.text import LANGUAGES, Language, Text

COOKIE = "language"
YEAR = 365 * 24 * 3600
_DJANGO = {"zh": "zh-hans", "en": "en"}


def current_language() -> Language:
    """The language of the request at hand; Chinese outside of a request."""
    return "en" if (translation.get_language() or "zh").startswith("en") else "zh"


def pick(text: Text | str | None) -> str:
    """A text in the current language; a plain string, the same in both, passes through; None is nothing."""
    return text[current_language()] if isinstance(text, Text) else text or ""


def pair(zh: str, en: str, **values: object) -> str:
    """One of two strings. Placeholders: a Text gives its words, markup stays markup, the rest is escaped."""
    words = en if current_language() == "en" else zh
    if not values:
        return words
    filled = {name: pick(value) if isinstance(value, Text) else value for name, value in values.items()}
    return escape(words).format(**filled)


def choose(request: HttpRequest) -> Language:
    """The language this request is answered in."""
    wanted = request.GET.get("lang") or request.COOKIES.get(COOKIE)
    for language in LANGUAGES:
        if language == wanted:
            return language
    return _accepted(request.headers.get("Accept-Language", ""))


def _accepted(header: str) -> Language:
    for tag, _weight in parse_accept_lang_header(header.lower()):
        if tag.startswith("en"):
            return "en"
        if tag.startswith("zh"):
            return "zh"
    return "zh"


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the reader's language, and remember it when the address names one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = choose(request)
        translation.activate(_DJANGO[language])
        response = get_response(request)
        response.headers.setdefault("Content-Language", "zh-CN" if language == "zh" else "en")
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if request.GET.get("lang") == language:
            remember(response, language)
        return response

    return middleware


def remember(response: HttpResponse, language: str) -> None:
    """Keep the choice for a year."""
    response.set_cookie(COOKIE, language, max_age=YEAR, samesite="Lax")
