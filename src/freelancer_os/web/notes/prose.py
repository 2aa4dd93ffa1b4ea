"""Markdown as HTML: headings, lists, checklists that tick, links, code, quotes, tables.

Raw HTML is text. What is drawn needs no style and fetches nothing from elsewhere; nh3 takes away
whatever else a fault in the parser might let through.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from freelancer_os.engine.markdown import TASK, may_have_links, parser

ABOVE = 2  # headings of the page that stand above those of a text
_OWN_FILE = re.compile(r"/files/[0-9a-f-]{36}/")
_BOX = re.compile(r"\[([ xX])\](?=[ \t]|$)[ \t]*")

_ATTRIBUTES = {
    "a": {"href", "title"},
    "code": {"class"},
    "img": {"src", "alt", "title"},
    "input": {"checked", "disabled", "data-line", "data-saw"},
    "ol": {"start"},
}
_VALUES = {
    "a": {"target": {"_blank"}},
    "input": {"type": {"checkbox"}},
    "img": {"loading": {"lazy"}},
    "li": {"class": {"task"}},
    "th": {"class": {"at-center", "at-right"}},
    "td": {"class": {"at-center", "at-right"}},
}
_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "s", "a", "img"),
    *("ul", "ol", "li", "label", "input", "span", "code", "pre", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_wall = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)


def prose(text: str, *, may_tick: bool) -> SafeString:
    """A text as HTML; each checkbox names its line, and the line as it is drawn."""
    drawn = _drawn(text, get_language())
    return mark_safe(drawn if may_tick else drawn.replace("<input ", '<input disabled="" '))


@lru_cache(maxsize=64)
def _drawn(text: str, language: str | None) -> str:  # in which pictures without words are named
    return _wall.clean(_parsers[may_have_links(text)].render(text))


def _adapt(state: StateCore) -> None:
    """Fit the parsed text to the page: its headings, checkboxes, links, pictures and tables."""
    lines = state.src.split("\n")
    for place, token in enumerate(state.tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + ABOVE, 6)}"
        elif token.type in {"th_open", "td_open"}:
            _align(token)
        elif token.type == "inline":
            _box(state.tokens, place, lines)
            token.children = [_inline(one) for one in token.children or []]


def _align(token: Token) -> None:
    side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if side in {"center", "right"}:
        token.attrSet("class", f"at-{side}")


def _box(tokens: list[Token], place: int, lines: list[str]) -> None:
    """A checkbox where the first paragraph of an item of a list begins with `[ ]` or `[x]`."""
    item, inline = tokens[max(place - 2, 0)], tokens[place]
    children = inline.children or []
    if item.type != "list_item_open" or item.map is None or not children:
        return
    line, begin = lines[item.map[0]], _BOX.match(children[0].content)
    if children[0].type != "text" or begin is None or TASK.fullmatch(line) is None:
        return
    item.attrSet("class", "task")
    children[0].content = children[0].content[begin.end() :]
    checked = "" if begin[1] == " " else ' checked=""'
    head = (
        f'<label><input type="checkbox"{checked} data-line="{item.map[0]}"'
        f' data-saw="{escape(line)}"><span>'
    )
    inline.children = [_raw(head), *children, _raw("</span></label>")]


def _raw(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)


def _inline(token: Token) -> Token:
    if token.type == "image":
        return _picture(token)
    href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
    if urlsplit(href).netloc:
        token.attrSet("target", "_blank")
    return token


def _picture(token: Token) -> Token:
    """A picture among our own files is shown; one from elsewhere is a link to it."""
    source, words = str(token.attrs.get("src", "")), escape(token.content or _("Picture"))
    if _OWN_FILE.fullmatch(source):
        token.attrSet("loading", "lazy")
        return token
    return _raw(f'<a href="{escape(source)}" target="_blank">{words}</a>')


def _of_page(*, links: bool) -> MarkdownIt:
    made = parser(links=links)
    made.core.ruler.push("page", _adapt)
    return made


_parsers = {links: _of_page(links=links) for links in (True, False)}
