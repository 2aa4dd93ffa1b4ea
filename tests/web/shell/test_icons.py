"""Icons: drawn once, and no heavier than their shapes."""

import lucide
import pytest

from freelancer_os.web.shell import icons
from freelancer_os.web.shell.icons import icon


def test_an_icon_is_its_shapes_and_nothing_twice() -> None:
    drawn = icon("chevron-down", 16)
    assert drawn == (
        '<svg class="icon" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="m6 9 6 6 6-6"/></svg>'
    )
    assert icon("chevron-down", 16) is drawn


def test_an_icon_that_is_none_is_an_error() -> None:
    with pytest.raises(lucide.IconDoesNotExist):
        icon("nonsense", 16)


def test_what_holds_all_of_them_is_opened_once() -> None:
    """Not for each icon of a page that is drawn for the first time."""
    for name in ("house", "users", "landmark"):
        icon(name, 17)
    assert icons._all.cache_info().misses == 1
