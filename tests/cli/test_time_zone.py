"""The time zone of this machine."""

import zoneinfo

import pytest

from freelancer_os.cli.time_zone import local_time_zone


@pytest.mark.parametrize("given", ["Asia/Tokyo", ":Asia/Tokyo"])
def test_the_environment_comes_first(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", given)
    assert local_time_zone() == "Asia/Tokyo"


def test_a_name_that_means_nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Olympus")
    assert local_time_zone() in zoneinfo.available_timezones()
