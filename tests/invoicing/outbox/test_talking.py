"""What a real mail server says, and what becomes of the mail."""

import ssl
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from freelancer_os.invoicing.outbox.servers import Server
from freelancer_os.invoicing.outbox.talking import Outcome, hand_over
from tests.smtp import CUT, PASSWORD, USER, Post, post

TO = ["client@example.com"]


def _server(found: Post, **other: Any) -> Server:
    plain = Server(found.host, found.port, "none", "", "", "ada@studio.example", "Studio")
    return replace(plain, **other)


def _mail(text: str = "Hello") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = USER, TO[0], "Invoice"
    message["Message-ID"] = "<1@studio.example>"
    message.set_content(text)
    return message


def _send(found: Post, **other: Any) -> Outcome:
    return hand_over(_server(found, **other), _mail(), TO)


def test_a_mail_arrives_as_it_is() -> None:
    with post() as found:
        text = "First\n.\n.dotted\n…and an ä\n"
        outcome = hand_over(_server(found), _mail(text), TO, ["ada@studio.example"])
    assert outcome.state == "sent"
    (letter,) = found.letters
    assert (letter.sender, letter.to) == ("ada@studio.example", [*TO, "ada@studio.example"])
    assert letter.text == text
    assert found.ids == ["<1@studio.example>"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_with_a_login(security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with post(security=security, login=True) as found:
        stranger = _send(found, security=security, user=USER, password=PASSWORD)
        assert stranger.state == "waiting"
        assert "certificate is not to be trusted" in str(stranger.said)
        monkeypatch.setenv("SSL_CERT_FILE", found.certificate)
        assert ssl.create_default_context().get_ca_certs()
        assert _send(found, security=security, user=USER, password=PASSWORD).state == "sent"
        wrong = _send(found, security=security, user=USER, password="battery")
        assert wrong.state == "failed"
        assert "535" in str(wrong.said)
        assert "battery" not in str(wrong.said)
    assert len(found.letters) == 1


def test_a_server_without_what_is_asked_for() -> None:
    with post() as found:
        assert _send(found, security="starttls").state == "failed"
        assert _send(found, user=USER, password="pässwörd").state == "failed"
        assert _send(found, security="tls").state == "waiting"
    assert not found.letters


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_later_and_no(stage: str) -> None:
    with post() as found:
        found.answers[stage] = ["451 4.7.1 Greylisted, come back", "550 5.1.1 No such mailbox"]
        later, refused, sent = _send(found), _send(found), _send(found)
    assert (later.state, refused.state, sent.state) == ("waiting", "failed", "sent")
    assert "451 4.7.1 Greylisted, come back" in str(later.said)
    assert "550 5.1.1 No such mailbox" in str(refused.said)
    assert len(found.letters) == 1


def test_nobody_gets_it_if_one_is_refused_but_a_copy_holds_up_nothing() -> None:
    with post() as found:
        found.answers["RCPT"] = ["250 OK", "550 No"]
        assert hand_over(_server(found), _mail(), [*TO, "b@example.com"]).state == "failed"
        assert not found.letters
        found.answers["RCPT"] = ["250 OK", "550 No"]
        assert hand_over(_server(found), _mail(), TO, ["ada@studio.example"]).state == "sent"
    assert found.letters[0].to == TO


def test_cut_before_the_text_and_after_it() -> None:
    with post() as found:
        found.answers["RCPT"] = [CUT]
        assert _send(found).state == "waiting"
        assert not found.letters
        found.answers["DATA"] = [CUT]
        assert _send(found).state == "perhaps"


def test_nobody_there() -> None:
    with post() as found:
        pass
    outcome = _send(found)
    assert outcome.state == "waiting"
    assert "cannot be reached" in str(outcome.said)


def test_what_comes_in_between_ends_the_talk_before_the_text() -> None:
    def fails() -> None:
        raise RuntimeError("the database is gone")

    with post() as found, pytest.raises(RuntimeError):
        hand_over(_server(found), _mail(), TO, handing=fails)
    assert not found.letters
