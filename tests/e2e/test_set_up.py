"""Setting the program up: one begins to type at once, where one is."""

from playwright.sync_api import Browser, expect

from tests.cli.process import serving
from tests.e2e.hands import pick


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
