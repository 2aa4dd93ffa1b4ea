"""Setting the program up: one begins to type at once, where one is."""

from playwright.sync_api import Browser, Page, expect

from tests.cli.process import serving
from tests.e2e.hands import one_answer, pick


def test_the_first_field_waits_and_the_time_zone_is_that_of_the_browser(
    installation: dict[str, str], browser: Browser
) -> None:
    with serving(environment=installation) as server:
        context = browser.new_context(locale="de-DE", timezone_id="America/Bogota")
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_label("Dein Name")).to_be_focused()
        zone = page.get_by_label("Zeitzone")
        expect(zone).to_have_value("America/Bogota")
        page.keyboard.type("Mira Kovač")
        page.get_by_label("E-Mail").fill("mira@example.com")
        page.get_by_label("Passwort").fill("kurz")
        pick(page.get_by_label("Währung"), "COP")
        pick(zone, "Lima")
        page.get_by_role("button", name="Meine Bücher öffnen").click()
        expect(page.get_by_label("Passwort")).to_be_focused()  # what is wrong
        expect(zone).to_have_value("America/Lima")  # and what was chosen stays
        page.get_by_label("Passwort").fill("correct horse battery staple")
        page.get_by_role("button", name="Meine Bücher öffnen").click()
        page.goto(f"http://127.0.0.1:{server.port}/settings/")
        expect(page.get_by_label("Zeitzone")).to_have_value("America/Lima")
        context.close()


def to(page: Page, label: str) -> None:
    """Go on by Tab until the field of this label has the focus."""
    wanted = page.get_by_label(label, exact=True).first
    for _ in range(40):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {label}")


def add(page: Page, sentence: str, offered: str) -> None:
    """Do by keys what the box offers for a sentence."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or add")).to_be_focused()
    page.keyboard.type(sentence)
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text(offered)
    page.keyboard.press("Enter")
    expect(page.locator("#palette")).to_be_hidden()


def test_from_set_up_to_the_first_income_without_a_mouse(
    installation: dict[str, str], browser: Browser
) -> None:
    with serving(environment=installation) as server:
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
        page = context.new_page()
        page.goto(server.url)
        for label, text in (
            ("Your name", "Mira Kovač"),
            ("E-mail", "mira@example.com"),
            ("Password", "correct horse battery staple"),
        ):
            to(page, label)
            page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mira")
        for sentence, button in (("client Acme", "New client"), ("account Bank", "New account")):
            add(page, sentence, button)
            expect(page.locator("form.composer:visible")).to_be_visible()
            page.keyboard.press("Enter")
            expect(page.get_by_role("status").filter(has_text="Added")).to_be_visible()
        add(page, "1200 acme logo paid bank", "Adds £1,200.00 to Bank.")
        expect(page.get_by_role("status").filter(has_text="Added entry logo")).to_be_visible()
        page.keyboard.press("Escape")  # out of the form for the next account
        with one_answer(page):
            page.keyboard.press("Control+z")
        page.keyboard.press("Control+k")
        page.keyboard.type("> transactions")
        expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Transactions")
        page.keyboard.press("Enter")
        page.wait_for_url("**/transactions/**")
        expect(page.get_by_text("logo", exact=True)).to_have_count(0)
        context.close()
