"""Icons: drawn once, and no heavier than their shapes."""

import pytest

from freelancer_os.web.shell.icons import icon


def test_an_icon_is_its_shapes_and_nothing_twice() -> None:
    drawn = icon("chevron-down", 16)
    assert drawn == (
        '<svg class="icon" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="m6 9 6 6 6-6"/></svg>'
    )
    assert icon("chevron-down", 16) is drawn


def test_an_icon_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("nonsense", 16)
