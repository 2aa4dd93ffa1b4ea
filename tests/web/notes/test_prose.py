"""Markdown on a page: what is drawn, and what never is."""

import re
from functools import partial

import pytest

from freelancer_os.engine.markdown import TASK, may_have_links, plain
from freelancer_os.web.notes.prose import prose
from tests.steps import steps

FILE = "/files/0192aaaa-0000-7000-8000-000000000000/"
LINES = """Intro
- [ ] Signed **contract**
- [x] Logo
  - [X] nested
1. [ ] numbered
> - [ ] quoted
- [x](https://a.example) a link, no box
-
  [ ] on a line of its own, no box
"""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# A", "<h3>A</h3>"),
        ("###### A", "<h6>A</h6>"),
        ("**b** *i* `c` ~~s~~", "<p><strong>b</strong> <em>i</em> <code>c</code> <s>s</s></p>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
        ("```js\na < b\n```", '<pre><code class="language-js">a &lt; b\n</code></pre>'),
        ("notes.md and a_b_c", "<p>notes.md and a_b_c</p>"),
        (f"![x]({FILE})", f'<p><img src="{FILE}" alt="x" loading="lazy"></p>'),
        ("[r](/clients/)", '<p><a href="/clients/" rel="noopener noreferrer">r</a></p>'),
        (
            "https://a.example/x",
            '<p><a href="https://a.example/x" target="_blank" rel="noopener noreferrer">'
            "https://a.example/x</a></p>",
        ),
        (
            "![a *b*](https://a.example/p.png)",
            '<p><a href="https://a.example/p.png" target="_blank" rel="noopener noreferrer">'
            "a *b*</a></p>",
        ),
    ],
)
def test_what_is_drawn(text: str, html: str) -> None:
    assert prose(text, may_tick=True).strip() == html


def test_a_table_is_aligned_without_a_style() -> None:
    drawn = prose("| a | b |\n|--:|:-:|\n| 1 | 2 |", may_tick=True)
    assert '<td class="at-right">1</td>' in drawn
    assert '<td class="at-center">2</td>' in drawn
    assert "style" not in drawn


def test_a_checkbox_names_its_line_and_what_it_reads() -> None:
    drawn = prose(LINES, may_tick=True)
    boxes = re.findall(
        r'<input type="checkbox"( checked="")? data-line="(\d)" data-saw="(.*?)">', drawn
    )
    lines = LINES.split("\n")
    assert [(int(line), bool(checked)) for checked, line, _ in boxes] == [
        (1, False), (2, True), (3, True), (4, False), (5, False),
    ]  # fmt: skip
    for _, line, saw in boxes:
        assert saw.replace("&gt;", ">") == lines[int(line)]
        assert TASK.fullmatch(lines[int(line)])
    assert "<span>Signed <strong>contract</strong></span></label>" in drawn


def test_who_may_not_write_may_not_tick() -> None:
    drawn = prose(LINES, may_tick=False)
    assert drawn.count("<input ") == drawn.count('<input disabled="" ') == 5


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "- [ ] <input onfocus=alert(1) autofocus>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a](vbscript:x)",
        "![a](javascript:alert(1))",
        "![a](https://evil.example/a.png)",
        "![a](//evil.example/a.png)",
        "![a](/files/../evil/)",
        '<https://a.example/"onmouseover=alert(1)>',
        '[a](https://a.example "x\\" onclick=alert(1)")',
        '- [ ] " onclick="alert(1)',
        "<style>*{display:none}</style>",
        "<iframe src=https://evil.example></iframe>",
        "[a]: javascript:alert(1)\n\n[a]",
        "`<b onclick=alert(1)>`",
    ],
)
def test_nothing_that_acts_or_fetches_is_drawn(text: str) -> None:
    drawn = prose(text, may_tick=True)
    tags = re.findall(r"<[a-zA-Z][^>]*>", drawn)
    assert all(
        re.fullmatch(r"<(?:p|ul|li|label|span|code|a|input|blockquote)\b.*>", t) for t in tags
    )
    attributes = [name for tag in tags for name in re.findall(r'\s([a-z-]+)="[^"]*"', tag)]
    known = {"class", "href", "title", "target", "rel", "type", "data-line", "data-saw"}
    assert set(attributes) <= known
    for href in re.findall(r'href="([^"]*)"', drawn):
        assert href.startswith(("https://", "//", "/"))


@pytest.mark.parametrize("odd", ["[", "*a ", ">"], ids=["brackets", "stars", "quotes"])
def test_odd_texts_take_steps_in_proportion_to_their_length(odd: str) -> None:
    few, many = (steps(partial(prose, odd * n, may_tick=True)) for n in (1_000, 4_000))
    assert 0 < many <= 4.1 * few


def test_the_longest_odd_texts_are_drawn() -> None:
    for text in ("[" * 20_000, "*a " * 20_000, ">" * 50_000):
        assert prose(text, may_tick=True).startswith("<")


def test_a_table_is_filled_up_to_a_bound() -> None:
    table = "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|\n" * 9_000
    assert prose(table, may_tick=True).count("<td") <= 2**16 + 5_000


def test_a_line_in_words() -> None:
    assert plain("Signed **contract** [a](https://b.example) `c`") == "Signed contract a c"
    assert plain("") == ""


@pytest.mark.parametrize("text", ["https://a.b/(" * 5_000, "https://a.b/[" * 5_000, "a:// " * 900])
def test_addresses_are_not_looked_for_where_that_has_no_end(text: str) -> None:
    """It takes the square of their number, minutes of a processor."""
    assert not may_have_links(text)
    assert "<a " not in prose(text, may_tick=False)
    assert plain(text).startswith("a:" if text[0] == "a" else "https:")


def test_a_long_text_with_some_addresses_has_them() -> None:
    text = "word " * 18_000 + "https://example.com/" + "x" * 1_000
    assert "<a " in prose(text, may_tick=False)
