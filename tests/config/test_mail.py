"""The mail server of an installation."""

import pytest

from freelancer_os.config.mail import mail


def test_without_an_address_there_is_none() -> None:
    assert mail("") == {}


def test_tls_at_once_or_after_the_first_words() -> None:
    found = mail("smtps://me%40example.com:p%3Aw@mail.example.com/")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (
        465,
        True,
        False,
    )
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me@example.com", "p:w")
    assert found["DEFAULT_FROM_EMAIL"] == "me@example.com"
    found = mail("smtp://mail.example.com/?from=me@example.com")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (
        587,
        False,
        True,
    )
    assert not mail("smtp://localhost:25/?plain&from=me@example.com")["EMAIL_USE_TLS"]


@pytest.mark.parametrize("address", ["mail.example.com", "http://a@b", "smtp://", "smtp://host/"])
def test_what_is_not_understood_is_a_sentence(address: str) -> None:
    with pytest.raises(ValueError, match="FREELANCER_OS_SMTP must look like smtps://"):
        mail(address)
