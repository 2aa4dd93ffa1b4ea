"""A record beside the page: the next and the previous one, its width, blocks of its note, links."""

from playwright.sync_api import Page, expect

from tests.e2e.hands import settled
from tests.e2e.studio import Studio


def test_next_and_previous_follow_the_list_behind(desk: Page, demo: Studio) -> None:
    for number in range(3):
        demo.ask("POST", "contacts", {"name": f"Step {number}", "company": "Steps"})
    for look in ("", "&view=gallery"):
        desk.goto(f"/contacts/?q=Step&order=name{look}")
        desk.locator("#main").get_by_role("link", name="Step 1").first.click()
        later = desk.get_by_role("button", name="Next record")
        earlier = desk.get_by_role("button", name="Previous record")
        expect(desk.locator("#peek-title")).to_contain_text("Step 1")
        later.click()
        expect(desk.locator("#peek-title")).to_contain_text("Step 2")
        expect(later).to_be_disabled()
        desk.keyboard.press("k")
        expect(desk.locator("#peek-title")).to_contain_text("Step 1")
        desk.keyboard.press("k")
        expect(desk.locator("#peek-title")).to_contain_text("Step 0")
        expect(earlier).to_be_disabled()
        desk.keyboard.press("j")
        expect(desk.locator("#peek-title")).to_contain_text("Step 1")


def test_its_width_is_pulled_and_kept(desk: Page, demo: Studio) -> None:
    contact = demo.ask("POST", "contacts", {"name": "Wide"})
    desk.goto(f"/contacts/?peek=contacts:{contact['id']}")
    peek, edge = desk.locator("#peek"), desk.get_by_role("separator", name="Width of the record")
    before = peek.bounding_box()
    assert before is not None
    desk.mouse.move(before["x"], 400)
    desk.mouse.down()
    desk.mouse.move(before["x"] - 120, 400, steps=4)
    desk.mouse.up()
    after = peek.bounding_box()
    assert after is not None and abs(after["width"] - before["width"] - 120) <= 6
    edge.focus()
    desk.keyboard.press("ArrowLeft")
    wider = peek.bounding_box()
    assert wider is not None and wider["width"] == after["width"] + 32
    assert edge.get_attribute("aria-valuenow") == str(round(wider["width"]))
    desk.goto(f"/resources/?peek=contacts:{contact['id']}")
    again = peek.bounding_box()
    assert again is not None and again["width"] == wider["width"]


def test_a_slash_offers_blocks(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Slashed"})
    desk.goto(f"/clients/{client['id']}/")
    desk.get_by_role("button", name="Edit: Notes").click()
    field = desk.get_by_role("textbox", name="Note of Slashed")
    expect(field).to_be_focused()
    desk.keyboard.type("/")
    blocks = desk.get_by_role("listbox", name="Blocks")
    assert len(blocks.get_by_role("option").all()) == 6
    desk.keyboard.type("check")
    expect(blocks.get_by_role("option")).to_have_count(1)
    desk.keyboard.press("Enter")
    desk.keyboard.type("Call them")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.keyboard.type("and/or /")
    expect(blocks).to_be_visible()
    desk.keyboard.press("Escape")
    expect(blocks).to_have_count(0)
    expect(field).to_be_focused()
    desk.keyboard.type("x 1/2 /zz")
    expect(blocks).to_have_count(0)
    desk.keyboard.press("Escape")
    settled(desk)
    note = demo.ask("GET", f"clients/{client['id']}/note")["body"]
    assert note == "- [ ] Call them\n\nand/or /x 1/2 /zz"


def test_addresses_lead_out_of_cells_records_and_cards(desk: Page, demo: Studio) -> None:
    made = demo.ask(
        "POST", "contacts", {"name": "Linked", "email": "l@example.com", "phone": "+49 30 123456"}
    )
    demo.ask("POST", "clients", {"name": "Linked", "website": "https://example.com/"})
    demo.ask("POST", "resources", {"title": "Linked", "kind": "tip", "url": "http://example.com"})
    pages = (
        "/contacts/?q=Linked",
        "/contacts/?view=gallery&q=Linked&show=name,email,phone",
        f"/contacts/{made['id']}/",
        f"/?peek=contacts:{made['id']}",
    )
    for page in pages:
        desk.goto(page)
        for address in ("mailto:l@example.com", "tel:+4930123456"):
            link = desk.locator(f"#main a[href='{address}']").first
            expect(link).to_be_visible()
            assert link.get_attribute("target") is None
    for page in (
        "/clients/?view=gallery&q=Linked&show=website",
        "/resources/?q=Linked&show=title,url",
    ):
        desk.goto(page)
        link = desk.locator("#main a.out").first
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(link).to_have_attribute("target", "_blank")


def test_the_bar_lies_over_no_title_and_stays(desk: Page) -> None:
    desk.goto("/clients/?view=board")
    desk.locator(".card").first.click()
    bar, title = desk.locator("#peek .peek-head"), desk.locator("#peek h1, #peek h2").first
    expect(title).to_be_visible()
    above, below = bar.bounding_box(), title.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    desk.locator("#peek").evaluate("one => one.scrollTo(0, 400)")
    expect(bar).to_be_in_viewport(ratio=1)
