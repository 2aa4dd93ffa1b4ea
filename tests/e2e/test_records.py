"""Records beside the page in a real browser: opened, written in, and given files."""

import base64
import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import JSHandle, Locator, Page, expect

from tests.e2e.axe import WIDE, findings
from tests.e2e.hands import cell, offered, one_answer, settled, violations
from tests.e2e.studio import Studio

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>"
)


@pytest.fixture
def client(demo: Studio) -> dict[str, Any]:
    """A client of the test's own, with a project."""
    made = demo.ask("POST", "clients", {"name": f"Client {uuid4().hex[:6]}"})
    demo.ask("POST", "projects", {"name": f"Site of {made['name']}", "client": made["id"]})
    return dict(made)


def peek(page: Page) -> Locator:
    return page.locator("#peek")


def way(page: Page, name: str) -> Locator:
    """The way from a row of the list to its record."""
    return page.locator("#main > .sheet").get_by_role("link", name=f"Open {name}")


def test_a_record_opens_beside_the_list_and_back_closes_it(
    desk: Page, client: dict[str, Any]
) -> None:
    said, name = violations(desk), client["name"]
    desk.goto(f"/clients/?q={name}")
    row = desk.locator("#main > .sheet tbody tr")
    row.hover()
    way(desk, name).click()
    aside = desk.get_by_role("complementary", name=name)
    expect(aside).to_be_visible()
    expect(aside.get_by_role("heading", name=name)).to_be_focused()
    expect(desk).to_have_url(re.compile(rf"q=Client.*&peek=clients:{client['id']}$"))

    aside.locator("td[id$='-contract_value']").click()
    desk.keyboard.type("500")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(aside.locator("td[id$='-contract_value']")).to_have_text("€500.00")
    expect(cell(desk, name, "contract_value")).to_have_text("€500.00")

    site = aside.get_by_role("link", name=f"Open Site of {name}")
    site.focus()
    desk.keyboard.press("Enter")
    expect(peek(desk).get_by_role("heading", level=2).first).to_have_text(f"Site of {name}")
    desk.go_back()
    expect(aside).to_be_visible()
    desk.go_back()
    expect(peek(desk)).to_have_count(0)
    expect(way(desk, name)).to_be_focused()

    desk.keyboard.press("Enter")
    expect(aside.get_by_role("heading", name=name)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(peek(desk)).to_have_count(0)
    expect(way(desk, name)).to_be_focused()
    with desk.context.expect_page() as tab:
        way(desk, name).click(modifiers=["ControlOrMeta"])
    expect(tab.value).to_have_url(re.compile(rf"/clients/{client['id']}/$"))
    desk.set_viewport_size({"width": 800, "height": 900})
    way(desk, name).click()
    expect(desk).to_have_url(re.compile(rf"/clients/{client['id']}/$"))
    assert said == []


def test_what_is_linked_is_added_beside_the_page(
    demo: Studio, desk: Page, client: dict[str, Any]
) -> None:
    loose = demo.ask("POST", "projects", {"name": f"Loose {uuid4().hex[:6]}"})
    desk.goto(f"/clients/?view=board&peek=clients:{client['id']}")
    adding = peek(desk).get_by_role("button", name="New project")
    adding.click()
    expect(peek(desk).get_by_label("Name")).to_be_focused()
    desk.keyboard.type("Second site")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(peek(desk).get_by_role("row").filter(has_text="Second site")).to_be_visible()
    expect(adding).to_be_focused()
    peek(desk).get_by_role("button", name="Link existing: project").click()
    desk.keyboard.type(loose["name"])
    expect(offered(desk)).to_have_text(re.compile(loose["name"]))
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(peek(desk).get_by_role("row").filter(has_text=loose["name"])).to_be_visible()
    assert demo.ask("GET", f"projects/{loose['id']}")["client"] == client["id"]


def test_a_note_is_written_ticked_and_not_overwritten(
    demo: Studio, desk: Page, client: dict[str, Any]
) -> None:
    said, note = violations(desk), f"clients/{client['id']}/note"

    def stored() -> str:
        return str(demo.ask("GET", note)["body"])

    desk.goto(f"/clients/?peek=clients:{client['id']}")
    editing = peek(desk).get_by_role("button", name="Edit: Notes")
    editing.click()
    field = peek(desk).get_by_role("textbox", name=re.compile("^Note of"))
    expect(field).to_be_focused()
    desk.keyboard.type("# Plan\nAsk **Lena** first.\n- [ ] Signed contract\nLogo")
    desk.keyboard.press("Alt+F10")
    expect(peek(desk).get_by_role("button", name="Heading", exact=True)).to_be_focused()
    desk.keyboard.press("Escape")
    settled(desk)
    expect(field).to_have_count(0)
    expect(editing).to_be_focused()
    text = "# Plan\n\nAsk **Lena** first.\n\n- [ ] Signed contract\n- [ ] Logo"
    assert stored() == text

    box = peek(desk).get_by_role("checkbox", name="Signed contract")
    box.focus()
    with one_answer(desk):
        desk.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert stored() == text.replace("[ ] Signed", "[x] Signed")

    peek(desk).get_by_text("Ask Lena first.").click()
    expect(field).to_be_focused()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" files")
    demo.ask("PUT", note, {"body": "| a | b |\n|---|---|\n| 1 | 2 |"})
    desk.keyboard.press("Control+Enter")
    told = peek(desk).get_by_role("alert").filter(has_text="while you were writing")
    expect(told).to_be_visible()
    expect(field).to_contain_text("Logo files")
    told.get_by_role("button", name="Take theirs").click()
    expect(peek(desk).get_by_role("cell", name="2")).to_be_visible()

    editing.click()
    field = peek(desk).get_by_role("textbox", name=re.compile("^Note of"))
    expect(field).to_have_value(re.compile(r"^\| a \| b \|"))
    desk.keyboard.press("Control+End")
    desk.keyboard.type("\n| 3 | 4 |")
    desk.locator("h1").click()
    expect(peek(desk).get_by_role("cell", name="4")).to_be_visible()
    assert stored().endswith("| 1 | 2 |\n| 3 | 4 |")
    assert not [line for line in said if "409" not in line]


def test_files_are_dropped_and_previewed(desk: Page, client: dict[str, Any]) -> None:
    desk.goto(f"/clients/{client['id']}/")
    dropped = carried(desk, {"a.png": PIXEL, "b.pdf": PAPER, "c.txt": b"text"})
    place = desk.locator(".props").first
    place.dispatch_event("dragover", {"dataTransfer": dropped})
    expect(desk.locator(".droppable.over")).to_have_count(1)
    place.dispatch_event("drop", {"dataTransfer": dropped})
    expect(desk.locator(".droppable.over")).to_have_count(0)
    first = desk.get_by_role("link", name="a.png", exact=True)
    expect(desk.locator(".files .list-title")).to_have_text(["a.png", "b.pdf", "c.txt"])
    first.click()
    shown = desk.get_by_role("dialog", name="a.png")
    expect(shown.get_by_role("img", name="a.png")).to_be_visible()
    expect(shown.get_by_role("status")).to_have_text("1 of 2")
    desk.keyboard.press("ArrowRight")
    framed = desk.get_by_role("dialog", name="b.pdf").locator("iframe")
    expect(framed).to_have_attribute("src", re.compile("^/files/"))
    desk.keyboard.press("ArrowRight")
    expect(shown).to_be_visible()
    assert findings(desk) == []
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    expect(first).to_be_focused()


def carried(page: Page, files: dict[str, bytes]) -> JSHandle:
    """What a drag of these files carries."""
    return page.evaluate_handle(
        """(files) => {
          const carried = new DataTransfer();
          for (const [name, text] of files) {
            const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
            carried.items.add(new File([bytes], name));
          }
          return carried;
        }""",
        [[name, base64.b64encode(content).decode()] for name, content in files.items()],
    )


@pytest.mark.parametrize(
    ("page", "slug"), [("clients/?view=board", "clients"), ("workflow/", "transactions")]
)
def test_the_peek_is_accessible(demo: Studio, desk: Page, page: str, slug: str) -> None:
    said = violations(desk)
    record = demo.ask("GET", f"{slug}?limit=1&order=id")["items"][0]["id"]
    between = "&" if "?" in page else "?"
    desk.goto(f"/{page}{between}peek={slug}:{record}")
    expect(peek(desk)).to_be_visible()
    assert looked(desk, twice=True) == []
    peek(desk).get_by_role("link", name="History").click()
    expect(peek(desk).get_by_role("heading", name=re.compile("^History of"))).to_be_focused()
    assert looked(desk) == []
    desk.goto(f"/{slug}/{record}/")
    desk.get_by_role("button", name="Edit: Notes").click()
    expect(desk.get_by_role("toolbar", name="Format")).to_be_visible()
    assert [*looked(desk), *said] == []


def looked(page: Page, *, twice: bool = False) -> list[str]:
    """What is wrong with the page; it is wide again afterwards."""
    found = findings(page, twice=twice)
    page.set_viewport_size(WIDE)
    return found
