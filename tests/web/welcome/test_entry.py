"""The ways in: one-time links, setting up, the sign-in pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from freelancer_os.config.settings import PASSWORD_HASHERS as HASHERS
from freelancer_os.finance.models import Category, TaxRate
from freelancer_os.people.links import SetupLink, SignInLink
from freelancer_os.people.models import OneTimeLink, User, Workspace
from tests.books import Books
from tests.web.choosing import Chosen

FILLED = {
    "name": "Ada Lovelace",
    "email": "ada@example.com",
    "password": "correct horse battery",
    "workspace": "Ada Studio",
    "currency": "JPY",
    "locale": "ja-JP",
    "time_zone": "Asia/Tokyo",
}


def _is_inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_link_signs_in_and_leads_home(client: Client, books: Books) -> None:
    answer = client.get(SignInLink.issue(books.user))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert client.session["workspace"] == str(books.workspace.pk)


def test_a_link_works_once(client: Client, books: Books) -> None:
    link = SignInLink.issue(books.user)
    client.get(link)
    other = Client()
    answer = other.get(link)
    assert answer.status_code == 410
    assert "login-link" in answer.content.decode()
    assert not _is_inside(other)


@pytest.mark.parametrize("headers", [{}, {"Sec-Purpose": "prefetch;prerender"}])
def test_looking_at_a_link_does_not_spend_it(
    client: Client, books: Books, headers: dict[str, str]
) -> None:
    link = SignInLink.issue(books.user)
    looked = client.get(link, headers=headers) if headers else client.head(link)
    assert looked.status_code == 200
    assert not _is_inside(client)
    assert client.get(link).status_code == 302


def test_a_link_that_ran_out_does_not_sign_in(client: Client, books: Books) -> None:
    link = SignInLink.issue(books.user)
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 410
    assert not _is_inside(client)


def test_a_link_of_a_user_who_was_switched_off_does_not_sign_in(
    client: Client, books: Books
) -> None:
    link = SignInLink.issue(books.user)
    User.objects.update(is_active=False)
    assert client.get(link).status_code == 410


def test_a_link_is_not_for_posting(client: Client, books: Books) -> None:
    assert client.post(SignInLink.issue(books.user)).status_code == 405


@pytest.mark.django_db
def test_a_set_up_link_is_no_sign_in_link(client: Client) -> None:
    secret = SetupLink.issue().split("/")[-2]
    assert client.get(f"/auth/link/{secret}/").status_code == 410


@pytest.mark.django_db
def test_before_there_is_a_user_home_leads_to_welcome(client: Client) -> None:
    assert client.get("/")["Location"] == "/welcome/"
    assert "/auth/setup/" in client.get("/welcome/").content.decode()


def test_once_there_is_a_user_welcome_leads_home(client: Client, books: Books) -> None:
    assert client.get("/welcome/")["Location"] == "/"
    assert client.get("/")["Location"] == "/auth/login/?next=/"


@pytest.mark.django_db
def test_setting_up_makes_user_and_workspace_and_signs_in(client: Client) -> None:
    answer = client.post(SetupLink.issue(), FILLED)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user, workspace = User.objects.get(), Workspace.objects.get()
    assert (user.email, user.name) == ("ada@example.com", "Ada Lovelace")
    assert user.check_password("correct horse battery")
    assert user.password.startswith("argon2")
    assert HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"  # at its full cost
    found = (workspace.name, workspace.currency, workspace.locale, workspace.time_zone)
    assert found == ("Ada Studio", "JPY", "ja-JP", "Asia/Tokyo")
    assert Category.objects.of(workspace).get().is_client
    assert client.get("/").status_code == 200
    assert OneTimeLink.objects.count() == 0


@pytest.mark.django_db
def test_one_begins_with_the_starter_set_where_it_is_ticked(client: Client) -> None:
    link = SetupLink.issue()
    form = client.get(link).content.decode()
    assert re.search(r'<input[^>]*name="starter"[^>]* checked', form)
    client.post(link, {**FILLED, "starter": "on"})
    workspace = Workspace.objects.get()
    assert Category.objects.of(workspace).count() > 15
    assert TaxRate.objects.of(workspace).get(usual=True).rate == 100_000  # ja-JP


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter your name."),
        ({"name": "A\x00B"}, "control characters"),
        ({"email": "ada"}, "This is not an e-mail address"),
        ({"password": "123"}, "too short"),
        ({"password": "ada@example.com"}, "too similar"),
        ({"currency": "XXX"}, "Select a valid choice"),
        ({"locale": "xx-YY"}, "Select a valid choice"),
        ({"time_zone": "Moon/Sea"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_what_was_typed_stays_and_the_link_works_on(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    link = SetupLink.issue()
    answer = client.post(link, {**FILLED, "workspace": "Kept & typed", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept &amp; typed" in page
    assert not User.objects.exists()
    assert client.post(link, FILLED).status_code == 302


@pytest.mark.django_db
def test_a_set_up_link_works_once_and_only_while_there_is_no_user(client: Client) -> None:
    link, other = SetupLink.issue(), SetupLink.issue()
    client.post(link, FILLED)
    for stale in (link, other):
        second = Client().post(stale, {**FILLED, "email": "eve@example.com"})
        assert second.status_code == 410
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_unknown_set_up_link_says_what_to_do(client: Client) -> None:
    answer = client.get("/auth/setup/guess/")
    assert answer.status_code == 410
    assert "Start Freelancer OS again" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("de", ("de-DE", "EUR", "Europe/Berlin")),
        ("en-US,en;q=0.5", ("en-US", "USD", "America/New_York")),
        ("pt-BR", ("pt-BR", "BRL", "America/Sao_Paulo")),
        ("", ("en-GB", "EUR", "UTC")),
    ],
)
def test_the_region_is_guessed_from_the_browser(
    client: Client, accepted: str, chosen: tuple[str, str, str]
) -> None:
    page = client.get(SetupLink.issue(), headers={"Accept-Language": accepted}).content.decode()
    held = Chosen(page).held
    assert (held["locale"], held["currency"], held["time_zone"]) == chosen


def _sign_in(client: Client, user: User, password: str) -> Any:
    return client.post("/auth/login/", {"login": user.email, "password": password})


@pytest.mark.django_db
def test_a_password_signs_in_without_regard_to_the_case_of_the_address(client: Client) -> None:
    User.objects.create_user("Ada@Example.com", "correct horse battery", name="Ada")
    given = {"login": "aDA@example.com", "password": "correct horse battery"}
    assert client.post("/auth/login/", given)["Location"] == "/"


def test_many_wrong_passwords_are_answered_with_429(client: Client, books: Books) -> None:
    books.user.set_password("correct horse battery")
    books.user.save()
    statuses = [_sign_in(client, books.user, "wrong").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    page = _sign_in(client, books.user, "correct horse battery")
    assert page.status_code == 429
    assert "Too many attempts" in page.content.decode()


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    given = {"email": "eve@example.com", "password1": "correct horse battery"}
    assert "No sign-up here" in client.post("/auth/signup/", given).content.decode()
    assert not User.objects.exists()


SIGN_IN_PAGES = [
    "/auth/login/",
    "/auth/signup/",
    "/auth/password/reset/",
    "/auth/password/reset/done/",
    "/auth/password/reset/key/1-abc/",
    "/auth/password/reset/key/done/",
    "/auth/inactive/",
    "/auth/link/x/",
    "/auth/setup/x/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", SIGN_IN_PAGES)
def test_the_sign_in_pages_have_our_look_and_nothing_inline(client: Client, address: str) -> None:
    _check(client.get(address))


@pytest.mark.parametrize(
    "address",
    ["/auth/logout/", "/auth/password/change/", "/auth/reauthenticate/"],
)
def test_so_do_those_of_whoever_is_inside(client: Client, books: Books, address: str) -> None:
    books.user.set_password("correct horse battery")
    books.user.save()
    client.force_login(books.user)
    _check(client.get(address))


def _check(answer: Any) -> None:
    page = answer.content.decode()
    assert 'class="auth-card"' in page
    assert page.count("<h1>") == 1
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=') == 1
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.fixture
def with_mail(settings: Any) -> None:
    settings.HAS_MAIL = True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "A new password for Freelancer OS", "Somebody asked for a new password"),
        ("de", "Ein neues Passwort für Freelancer OS", "Jemand hat für dich ein neues Passwort"),
    ],
)
@pytest.mark.usefixtures("with_mail")
def test_the_mail_with_a_new_password_is_in_the_language_of_who_asks(
    client: Client, books: Books, mailoutbox: list[Any], language: str, subject: str, words: str
) -> None:
    given = {"email": books.user.email}
    client.post("/auth/password/reset/", given, headers={"accept-language": language})
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == (subject, [books.user.email])
    assert words in mail.body
    link = re.search(r"http://\S+(/auth/password/reset/key/\S+)", mail.body)
    assert link is not None
    assert client.get(link[1], follow=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("with_mail")
def test_nobody_who_is_not_here_gets_a_mail(client: Client, mailoutbox: list[Any]) -> None:
    sent = client.post("/auth/password/reset/", {"email": "eve@example.com"})
    assert sent.status_code == 302  # as for anybody, so that it tells nothing
    assert mailoutbox == []


def _from(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


@pytest.fixture
def ada(books: Books) -> User:
    books.user.set_password("correct horse battery")
    books.user.save()
    return books.user


def test_a_stranger_does_not_lock_the_owner_out(ada: User) -> None:
    for _ in range(12):
        assert _sign_in(_from("203.0.113.1"), ada, "wrong").status_code in {200, 429}
    assert _sign_in(_from("203.0.113.1"), ada, "correct horse battery").status_code == 429
    assert _sign_in(_from("198.51.100.7"), ada, "correct horse battery").status_code == 302


def test_a_known_browser_gets_in_whatever_strangers_try(ada: User) -> None:
    known = _from("203.0.113.1")
    known.get(SignInLink.issue(ada))
    known.post("/auth/logout/")
    for number in range(70):  # many strangers, and one at the same address
        _sign_in(_from(f"198.51.100.{number}"), ada, "wrong")
        _sign_in(_from("203.0.113.1"), ada, "wrong")
    refused = _sign_in(_from("192.0.2.1"), ada, "correct horse battery")
    assert refused.status_code == 429
    assert "only browsers that have signed in before" in refused.content.decode()
    assert _sign_in(known, ada, "correct horse battery").status_code == 302
    known.post("/auth/logout/")
    assert [_sign_in(known, ada, "wrong").status_code for _ in range(6)] == [200] * 5 + [429]


def test_a_cookie_that_was_made_up_is_no_known_browser(ada: User) -> None:
    faker = _from("203.0.113.1")
    faker.cookies["freelancer_os_known"] = f"{ada.pk}:x"
    assert [_sign_in(faker, ada, "wrong").status_code for _ in range(6)][-1] == 429


def test_a_further_address_signs_in_only_once_verified(ada: User) -> None:
    more = EmailAddress.objects.create(user=ada, email="more@example.com", verified=False)
    given = {"login": "more@example.com", "password": "correct horse battery"}
    assert not _is_inside_after(given)
    more.verified = True
    more.save()
    assert _is_inside_after(given)


def _is_inside_after(given: dict[str, str]) -> bool:
    client = Client()
    client.post("/auth/login/", given)
    return _is_inside(client)


def test_without_a_mail_server_it_says_so_and_makes_no_link(
    client: Client, books: Books, mailoutbox: list[Any], settings: Any
) -> None:
    settings.HAS_MAIL = False
    assert "no mail server" in client.get("/auth/password/reset/").content.decode()
    assert client.post("/auth/password/reset/", {"email": books.user.email}).status_code == 404
    assert mailoutbox == []


@pytest.mark.usefixtures("with_mail")
def test_mails_with_a_new_password_are_limited(
    client: Client, books: Books, mailoutbox: list[Any]
) -> None:
    codes = [
        client.post("/auth/password/reset/", {"email": books.user.email}).status_code
        for _ in range(7)
    ]
    assert codes == [302] * 5 + [429] * 2
    assert len(mailoutbox) == 5


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_only_configured_proxies_are_believed(ada: User, settings: Any, proxies: int) -> None:
    settings.PROXIES = proxies
    for number in range(6):  # "made up, the stranger's own, the nearer proxy's"
        client = Client(headers={"x-forwarded-for": f"10.0.0.{number}, 203.0.113.9, 10.9.9.9"})
        last = _sign_in(client, ada, "wrong").status_code
    assert last == 429  # counted as one, whatever was made up before it
    other = Client(headers={"x-forwarded-for": "203.0.113.10, 10.9.9.8"})
    inside = _sign_in(other, ada, "correct horse battery").status_code == 302
    assert inside == (proxies > 0)


def test_no_page_is_kept_by_the_browser(client: Client, books: Books) -> None:
    client.force_login(books.user)
    for address in ("/", "/clients/", "/settings/", "/finance/"):
        assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("given", ["//evil.example/x", "https://evil.example/", "javascript:1"])
def test_a_referer_leads_nowhere_else(client: Client, books: Books, given: str) -> None:
    client.force_login(books.user)
    answer = client.post("/undo/", headers={"referer": given})
    assert "evil" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")
