"""Lists on a phone: a row says what matters in few lines, and a tap opens it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import findings
from tests.e2e.studio import Studio
from tests.e2e.test_pages import LISTS

HIGHEST = 124  # pixels of a row: two lines of a name, and three of an entry that belongs to much
# What a cell says, with what a phone calls it.
SAID = "all => all.map((one) => `${one.dataset.short ?? ''} ${one.innerText}`.trim())"


@pytest.mark.parametrize("path", ["/workflow/", "/client/", *(f"{p}?view=table" for p in LISTS)])
def test_a_row_has_few_lines(phone: Page, path: str) -> None:
    phone.goto(path)
    rows = phone.locator("[data-rows] tbody[data-until] > tr:not(.group-row)")
    expect(rows.first.locator(".pick")).to_be_attached()
    heights = rows.evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert heights and max(heights) <= HIGHEST, heights
    assert min(heights) >= 44
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_name_amount_and_state_are_seen_and_a_tap_opens(phone: Page, demo: Studio) -> None:
    given = {"name": "Two lined", "stage": "negotiation", "contract_value": "1234.00"}
    demo.ask("POST", "clients", given)
    phone.goto("/clients/?view=table&q=Two+lined")
    row = phone.locator("tbody tr").first
    shown = [text for text in row.locator("td:visible").all_inner_texts() if text.strip()]
    assert [text.strip() for text in shown] == [
        "Two lined", "Negotiation", "€1,234.00", "€0.00", "0%"
    ]  # fmt: skip
    assert findings(phone) == []
    phone.set_viewport_size({"width": 390, "height": 844})
    row.get_by_role("checkbox").check()
    expect(phone.get_by_role("region", name="Selected rows")).to_be_visible()
    row.get_by_role("checkbox").uncheck()
    box = row.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 150, box["y"] + box["height"] - 8)
    expect(phone.get_by_role("heading", name="Two lined", level=1)).to_be_visible()


def test_groups_have_a_line_of_their_own(phone: Page) -> None:
    phone.goto("/clients/?view=table&group=stage")
    heading = phone.locator(".group-row").first
    box = heading.bounding_box()
    assert box is not None and box["height"] <= HIGHEST
    heading.get_by_role("button", name="Fold").tap()
    expect(heading.get_by_role("button", name="Unfold")).to_be_visible()
    amounts = heading.locator("td:visible").filter(has_text="€")
    expect(amounts.first).to_have_text(re.compile("Contract value.*Sum.*€"))


@pytest.fixture(scope="module")
def rowed(demo: Studio) -> dict[str, str]:
    """Records that belong to each other, by their collections."""

    def make(slug: str, **values: str) -> str:
        return str(demo.ask("POST", slug, values)["id"])

    name = "Rowed, with a name of so many words that it takes two lines of a phone at least"
    client = make("clients", name="Rowed Ltd", contract_value="24.00")
    project = make("projects", name="Rowed job", client=client)
    service = make("services", name="Rowed service", client=client, project=project)
    invoice = make("invoices", client=client, due_date="2026-12-26")
    given = {"client": client, "project": project, "service": service, "invoice": invoice}
    banks = [make("accounts", name=f"Rowed {kind}", kind=kind) for kind in ("bank", "cash")]
    moved = {"date": "2026-11-02", "amount": "1.00"}
    day = {"date": "2026-11-02", "hours": "3", "note": "Rowed note"}
    return {
        "clients": client,
        "workflow": demo.income(name, "12.00", **given)["id"],
        "invoices": invoice,
        "time-entries": make("time-entries", project=project, service=service, **day),
        "transfers": make("transfers", from_account=banks[0], to_account=banks[1], **moved),
        "goals": make("goals", title="Rowed goal", target="10", progress="4"),
    }


@pytest.mark.parametrize(
    ("region", "address", "said"),
    [
        ("invoices", "/invoices/?view=table", ["Rowed Ltd", "Draft", "Total €12.00", "Due 26 Dec"]),
        ("time-entries", "/time-entries/?view=table", ["Rowed job", "Rowed service", "Rowed note"]),
        ("transfers", "/transfers/", ["From Rowed bank", "To Rowed cash", "Amount €1.00"]),
        ("workflow", "/workflow/", ["Rowed Ltd", "Rowed job", "Rowed service", "Draft", "€12.00"]),
        ("goals", "/goals/?view=table", ["40%", "Progress 4", "Target 10"]),
        (
            "clients",
            "/clients/?view=table",
            ["Contract value €24.00", "Invoice amount €12.00", "50%"],
        ),
    ],
)
def test_a_row_says_what_it_belongs_to(
    phone: Page, rowed: dict[str, str], region: str, address: str, said: list[str]
) -> None:
    phone.goto(f"{address}{'&' if '?' in address else '?'}q=Rowed&limit=200")
    row = phone.locator(f"#{region}-{rowed[region]}")
    expect(row).to_be_visible()
    words = row.locator("td:visible").evaluate_all(SAID)
    assert all(any(words_of in one for one in words) for words_of in said), words
    name = row.locator(".cell-name")
    assert name.evaluate("one => one.offsetHeight") <= 48  # two lines
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_entry_is_linked_from_its_row(phone: Page, demo: Studio, rowed: dict[str, str]) -> None:
    made = demo.income("Linked by finger", "7.00")["id"]
    phone.goto("/workflow/?q=Linked+by+finger")
    phone.locator(f"#workflow-{made}").tap(position={"x": 120, "y": 20})
    phone.wait_for_load_state("networkidle")
    for field, name in (("client", "Rowed Ltd"), ("project", "Rowed job")):
        phone.locator(f"[id$='-{made}-{field}']").tap(position={"x": 12, "y": 12})
        phone.keyboard.type(name)  # there are more of them than a list shows
        phone.get_by_role("listbox").get_by_role("option", name=name).first.tap()
        expect(phone.locator(f"[id$='-{made}-{field}']")).to_contain_text(name)
    assert demo.ask("GET", f"transactions/{made}")["client"] == rowed["clients"]
    phone.go_back()
    expect(phone.locator(f"#workflow-{made}")).to_contain_text("Rowed job")


def test_bars_stand_under_each_other_whatever_is_beside_them(phone: Page) -> None:
    phone.goto("/clients/?view=table")
    bars = phone.locator("tbody .share progress:visible")
    found = bars.evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert len(found) > 3
    assert len(set(found)) == 1


def test_a_foot_names_what_it_adds_up(phone: Page) -> None:
    phone.goto("/projects/?view=table")
    lines = phone.locator("tfoot td:visible .foot-cell")
    said = [re.sub(r"\s+", " ", text) for text in lines.all_inner_texts()]
    assert [text.partition(" Sum")[0] for text in said] == ["Value", "Invoiced", "Income"]
    assert lines.locator("a").count() == 0  # it would lead to this page


def test_nothing_lies_over_what_belongs_to_a_record(phone: Page, rowed: dict[str, str]) -> None:
    phone.goto(f"/clients/{rowed['clients']}/")
    rows = phone.locator(".part tbody tr")
    assert rows.count() >= 3
    expect(rows.locator("a:empty:visible")).to_have_count(0)
    project = rows.filter(has_text="Rowed job").first
    assert not project.locator(".cell-name").evaluate("one => one.scrollWidth > one.clientWidth")
    project.tap(position={"x": 60, "y": 16})
    expect(phone.get_by_role("heading", name="Rowed job", level=1)).to_be_visible()


def test_the_foot_of_a_long_list_stays_as_rows_come(phone: Page, demo: Studio) -> None:
    for number in range(120):
        demo.ask("POST", "contacts", {"name": f"Longlisted {number:03}"})
    phone.goto("/contacts/?view=table&q=Longlisted&calc=company.empty")
    foot = phone.locator("tfoot")
    expect(foot.locator(".calc-of")).to_have_text("Company")
    before = foot.bounding_box()
    rows = phone.locator("tbody[data-until] > tr")
    for count in (100, 120):
        phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        expect(rows).to_have_count(count)
        assert foot.bounding_box() == before
    expect(foot).to_contain_text("120 contacts")
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = rows.last.bounding_box()
    assert last and before and last["y"] + last["height"] <= before["y"] + 1  # none is under it


def test_a_picked_row_is_tinted_as_a_whole(phone: Page) -> None:
    phone.goto("/clients/?view=table")
    row = phone.locator("tbody tr:not(.group-row)").first
    row.get_by_role("checkbox").check()
    tint = "one => getComputedStyle(one).backgroundColor"
    clear = "rgba(0, 0, 0, 0)"
    assert row.evaluate(tint) != clear
    assert set(row.locator("td:visible").evaluate_all(f"all => all.map({tint})")) == {clear}
    row.get_by_role("checkbox").uncheck()
