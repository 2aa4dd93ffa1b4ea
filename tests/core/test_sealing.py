"""Secrets at rest."""

from django.test import override_settings

from freelancer_os.core.sealing import seal, unseal


def test_what_is_sealed_is_read_with_the_key_alone() -> None:
    sealed = seal("correct horse ä")
    assert "horse" not in sealed
    assert unseal(sealed) == "correct horse ä"
    with override_settings(SECRET_KEY="that of another installation"):
        assert unseal(sealed) is None


def test_nothing_stays_nothing() -> None:
    assert (seal(""), unseal("")) == ("", "")
