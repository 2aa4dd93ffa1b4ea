"""The shell's filters, and the three layouts drawn with the icons that they name."""

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from freelancer_os.web.templatetags.shell import at, initials

SECTIONS = [
    {"label": "Clients", "url": "/clients/", "icon": "users", "heading": "Work", "count": "24"},
    {"label": "Goals", "url": "/goals/", "icon": "target", "heading": "Tools", "current": True},
]


@pytest.fixture
def request_home(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mira Kovač Studio", "MK"), ("acme", "A"), ("& Sons", "S"), ("", ""), ("éa öb", "ÉÖ")],
)
def test_initials_are_the_capitals_of_two_words(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_window_is_the_page_itself_or_holds_it() -> None:
    assert at("/finance/", "/finance/") == "page"
    assert at("/accounts/", "/finance/") == "true"


def draw(template: str, request: HttpRequest) -> str:
    shell = {"workspace": "Mira <b>", "window": "clients", "sections": SECTIONS}
    values = {"shell": shell, "theme": "dark", "app_js": "/a.js", "app_css": "/a.css"}
    return render_to_string(template, values, request)


def test_a_page_has_its_landmarks_theme_and_escaped_name(request_home: HttpRequest) -> None:
    html = draw("shell/frame/base.html", request_home)
    assert 'data-theme="dark"' in html
    assert 'aria-label="Window"' in html
    assert 'aria-label="Sections"' in html
    assert '<main id="main" tabindex="-1">' in html
    assert "Mira &lt;b&gt;" in html
    assert "style=" not in html


def test_an_answer_is_the_page_and_what_goes_with_it(request_home: HttpRequest) -> None:
    html = draw("shell/frame/base_main.html", request_home)
    assert '<main id="main" tabindex="-1">' in html
    assert 'id="sections" aria-label="Sections" popover hx-swap-oob="morph"' in html
    assert '<div id="toast" role="status" aria-live="polite" hx-swap-oob="morph">' in html
    assert "<html" not in html


def test_groups_of_sections_have_one_heading_each(request_home: HttpRequest) -> None:
    html = draw("shell/frame/base.html", request_home)
    assert html.count('class="sections-group"') == 2
    assert 'href="/goals/" aria-current="page"' in html
    assert '<span class="nav-count">24</span>' in html


def test_the_sign_in_layout_has_no_rail(request_home: HttpRequest) -> None:
    html = draw("shell/frame/base_auth.html", request_home)
    assert "auth-card" in html
    assert "aria-label" not in html
