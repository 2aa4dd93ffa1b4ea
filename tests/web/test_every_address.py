"""What holds for every address of the pages, whoever asks: who is led away, what nobody else sees,
and that nothing is written but by those who may."""

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Web
from django.urls import URLPattern, reverse

from freelancer_os.core.attached.attachments import Attachment, attach
from freelancer_os.core.files.store import keep
from freelancer_os.core.models import Change
from freelancer_os.engine.models import View
from freelancer_os.engine.own.properties import Property
from freelancer_os.people.models import ApiToken, Membership, User
from freelancer_os.web.urls import urlpatterns
from tests.books import Books, open_books
from tests.web.test_every_collection import fill, signed_in

SECRET = "Kryptonite Holding"
# Before one is inside, and what is shown while the program is made.
OUTSIDE = {"link", "set_up", "welcome", "styleguide", "shared", "shared_pdf"}
OUTSIDE |= {"manifest", "icon", "icon_whole", "worker", "offline"}  # the same for everybody
NAMES = [p.name for p in urlpatterns if isinstance(p, URLPattern) and p.name not in OUTSIDE]
LINES = ("bank_line_rule", "bank_line_rule_tried", "bank_line_rule_keep", "bank_line_choose")
LINES += ("bank_line_left",)
# What a reader may do for themselves alone.
ONES_OWN = {"settings_theme", "settings_language", "token_make", "token_delete"}
ONES_OWN |= {"first_steps", "tour"}


# As htmx sends them from the list of clients.
HTMX = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/"}


class House:
    """Books with one of everything that an address may name."""

    def __init__(self, books: Books) -> None:
        self.books = books
        filled = fill(books)
        self.invoice, self.recurring = filled["invoices"], filled["recurring"]
        self.receipt = filled["receipts"]
        self.line, self.category = filled["bank-lines"], filled["budgets"].category
        self.client = books.client(SECRET)
        self.view = books.make(View, collection="clients", name=SECRET, query="order=name")
        self.property = books.make(Property, collection="clients", name=SECRET, kind="text")
        self.file = self._file()
        self.change = books.last()
        self.token = ApiToken.issue(books.user, books.workspace)

    def _file(self) -> Attachment:
        kept = keep([b"kryptonite"])
        self.books.do(lambda unit: attach(unit.fresh(self.client), [("secret.txt", kept)]))
        return self.books.all(Attachment)[0]

    def address(self, name: str) -> str:
        """Where an address of this name leads for the client of the house."""
        pk, slug = self.client.pk, "clients"
        parts: dict[str, dict[str, Any]] = {
            "invoice": {"pk": self.invoice.pk},
            "invoice_pdf": {"pk": self.invoice.pk},
            "template_lines": {"pk": self.recurring.pk},
            **{name: {"pk": self.line.pk} for name in LINES},
            "bank_line_of": {"pk": self.line.transaction_id},
            "receipt_choose": {"pk": self.receipt.pk},
            "together": {"slug": "budgets", "verb": "again"},
            "report": {"slug": "receivables"},
            "report_file": {"slug": "receivables", "ending": "csv"},
            "invoice_mailed": {"pk": self.invoice.pk},
            "invoice_order": {"pk": self.invoice.pk},
            "invoice_preview": {"pk": self.invoice.pk},
            "client_statement": {"pk": pk},
            "client_statement_pdf": {"pk": pk},
            "client_share": {"pk": pk},
            "client_share_end": {"pk": pk},
            "undo_entry": {"pk": self.change.pk},
            "note": {"slug": slug, "pk": pk},
            "tick": {"slug": slug, "pk": pk},
            "panel": {"slug": slug, "name": "filter"},
            "file": {"pk": self.file.pk},
            "delete_file": {"pk": self.file.pk},
            "add_files": {"slug": slug, "pk": pk},
            "token_delete": {"pk": ApiToken.objects.get(user=self.books.user).pk},
            "record": {"slug": slug, "pk": pk},
            "record_history": {"slug": slug, "pk": pk},
            "why": {"slug": slug, "pk": pk, "name": "income"},
            "column": {"slug": slug, "name": "stage"},
            "record_menu": {"slug": slug, "pk": pk},
            "duplicate": {"slug": slug, "pk": pk},
            "do": {"slug": slug, "pk": pk, "verb": "move"},
            "new": {"slug": slug},
            "loose": {"slug": "projects", "name": "client", "pk": pk},
            "rows": {"slug": slug},
            "collection": {"slug": slug},
            "property_form": {"pk": self.property.pk},
            "change_property": {"pk": self.property.pk},
            "choice_options": {"slug": "contacts", "name": "role"},
            "new_property": {"slug": slug},
            "targets": {"slug": "projects", "name": "client"},
            "cell": {"slug": slug, "pk": pk, "name": "company"},
            "delete": {"slug": slug, "pk": pk},
            "bulk_delete": {"slug": slug},
            "bulk": {"slug": slug, "name": "company"},
            "paste": {"slug": slug},
            "foot": {"slug": slug},
            "import-check": {"digest": "0" * 64},
            "tour": {"name": "finance"},
            "film_captions": {"code": "de"},
        }
        return reverse(name, kwargs=parts.get(name))

    @property
    def forms(self) -> dict[str, dict[str, Any]]:
        """What forms send, in full: it would be taken from a member."""
        pk = str(self.client.pk)
        return {
            "note": {"body": "Found out", "version": ""},
            "tick": {"line": "0", "text": "x", "on": "1"},
            "add_files": {"files": BytesIO(b"more")},
            "do": {"stage": "negotiation"},
            "collection": {"name": "Newcomer"},
            "change_property": {"name": "Renamed"},
            "choice_options": {"more": "Bookkeeper"},
            "cell": {"value": "Renamed Ltd"},
            "template_lines": {"description.0": "Found out"},
            "bank_line_rule_keep": {"contains": "Found out", "category": str(self.category.pk)},
            "bank_line_choose": {"category": str(self.category.pk)},
            "bulk_delete": {"ids": pk},
            "bulk": {"ids": pk, "value": "Renamed Ltd"},
            "paste": {"rows": f'[["{pk}", [["company", "Renamed Ltd", null]]]]'},
            "settings_save": {"name": "Renamed"},
            "currency_preview": {"currency": "CHF", "how": "relabel"},
            "currency_save": {"currency": "CHF", "how": "relabel"},
            "settings_theme": {"theme": "dark"},
            "import": {"file": BytesIO(b"Date,Amount\n2026-11-01,5.00\n"), "account": "new",
                       "account_name": "Giro", "kind": "bank", "currency": "EUR"},
            "import-check": {"do": "import"},
        }  # fmt: skip

    def given(self, name: str) -> dict[str, Any]:
        """What is sent to an address of this name."""
        return self.forms.get(name, {})

    def everything(self) -> tuple[Any, ...]:
        """All that a write could have touched."""
        books = self.books
        settings = type(books.workspace).objects.filter(pk=books.workspace.pk).values().get()
        tokens = list(ApiToken.objects.order_by("pk").values_list("pk", flat=True))
        log = Change.objects.filter(workspace=books.workspace).count()
        return books.state(), settings, tokens, log


@pytest.fixture
def house(books: Books) -> House:
    return House(books)


def test_every_address_is_named_and_tried() -> None:
    assert None not in NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_a_passer_by_is_led_to_the_door(house: House) -> None:
    before, web = house.everything(), Web(headers={"host": "127.0.0.1"})
    for name in NAMES:
        where = house.address(name)
        for answer in (web.get(where), web.post(where, house.given(name))):
            if answer.status_code == 405:
                continue
            assert answer.status_code == 302, name
            to = urlsplit(answer["Location"])
            assert to.path == "/auth/login/"
            assert parse_qs(to.query) == {"next": [where]}
    assert house.everything() == before


def test_a_stranger_sees_and_changes_nothing(house: House) -> None:
    theirs = open_books()
    theirs.client("Own client")
    before, own, web = house.everything(), theirs.state(), signed_in(theirs.user)
    for name in NAMES:
        where = house.address(name)
        names_a_record = any(len(part) == 36 for part in where.split("/"))
        shown = web.get(where)
        assert SECRET not in text_of(shown), name
        if names_a_record and shown.status_code != 405:
            assert shown.status_code == 404, name
        if not names_a_record:
            continue
        sent = web.post(where, house.given(name), headers=HTMX)
        assert sent.status_code in {302, 404, 405}, name
        assert theirs.state() == own, name
    assert house.everything() == before


@pytest.mark.parametrize("name", ["bulk", "bulk_delete", "paste"])
def test_a_stranger_names_rows_in_vain(name: str, house: House) -> None:
    theirs = open_books()
    before, own = house.everything(), theirs.state()
    where = house.address(name)
    answer = signed_in(theirs.user).post(where, house.given(name), headers=HTMX)
    assert answer.status_code < 500
    assert SECRET not in text_of(answer)
    assert (house.everything(), theirs.state()) == (before, own)


def test_an_accountant_looks_and_changes_nothing(house: House) -> None:
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=house.books.workspace, user=user, role="accountant")
    before, web = house.everything(), signed_in(user)
    for name in (name for name in NAMES if name not in ONES_OWN):
        sent = web.post(house.address(name), house.given(name), headers=HTMX)
        assert sent.status_code in {200, 403, 404, 405}, name
        if name in house.forms:
            assert sent.status_code == 403, name
    assert house.everything() == before
    for name in ONES_OWN:
        web.post(house.address(name), house.given(name), headers=HTMX)
    assert ApiToken.objects.filter(user=house.books.user).exists()
    assert all(token.is_read_only for token in ApiToken.objects.filter(user=user))
    assert house.everything()[0] == before[0]


def test_without_its_token_a_form_is_forged(house: House) -> None:
    before = house.everything()
    web = Web(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    web.force_login(house.books.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in NAMES:
        answer = web.post(house.address(name), house.given(name))
        assert answer.status_code in {403, 405}, name
    assert house.everything() == before


# What an empty form means something to: it is all that they ask for.
BARE = {"undo", "redo", "undo_entry", "delete", "delete_file", "duplicate"}
BARE |= {"token_make", "token_delete", "starter_add", "starter_remove", "together"}
BARE |= {"sample_add", "sample_remove"}
BARE |= {"bank_lines_sure", "receipts_sure"}
EMPTYING = {"cell", "bulk", "note", "choice_options"}  # nothing is a value, too


def test_an_empty_form_writes_nothing_by_chance(house: House) -> None:
    before, web = house.everything(), signed_in(house.books.user)
    for name in (name for name in NAMES if name not in BARE | EMPTYING):
        answer = web.post(house.address(name), {}, headers=HTMX)
        assert answer.status_code < 500, name
        assert house.everything() == before, name


WILD = [
    *("?%00=1", "?view=%00&month=9999-99", "?order=%ED%A0%80&q=" + "x" * 3_000),
    *("?where=[&first=x&compose=%00", "?cursor=x&peek=a:b&show=%00,x", "?until=%00&calc=a.b"),
    "?group=%00&wide=x.y&view=a&view=b",
]


@pytest.mark.parametrize("query", WILD, ids=range(len(WILD)))
def test_a_wild_query_is_answered(query: str, house: House) -> None:
    before, web = house.everything(), signed_in(house.books.user)
    for name in NAMES:
        answer = web.get(house.address(name) + query)
        assert answer.status_code in {200, 302, 404, 405, 422}, name
    assert house.everything() == before


def test_no_page_may_be_framed_or_run_what_is_not_ours(house: House) -> None:
    web = signed_in(house.books.user)
    for name in NAMES:
        answer = web.get(house.address(name))
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe-" not in policy, name
        assert "frame-ancestors 'none'" in policy or "frame-ancestors 'self'" in policy, name
        if answer["Content-Type"].startswith("text/html"):
            text = text_of(answer)
            for forbidden in (" style=", " onclick=", " onload=", "javascript:"):
                assert forbidden not in text, name


def text_of(answer: Any) -> str:
    """The body of an answer, streamed or not."""
    found = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(found).decode()
