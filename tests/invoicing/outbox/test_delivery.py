"""Mails of the outbox are handed over: each once, whatever happens."""

from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import override_settings

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import keep, path_of
from freelancer_os.core.models import OUTBOX, Change
from freelancer_os.core.undo.undo import undo_one
from freelancer_os.invoicing.models import Mail, MailServer
from freelancer_os.invoicing.outbox import delivery
from tests.books import Books, open_books
from tests.invoicing.post_office import PDF, TO, deliver, later, office, sent, state, with_pdf
from tests.smtp import CUT, USER

State = Mail.State


def test_a_mail_arrives_with_its_file_and_history_tells(books: Books) -> None:
    with office(books) as found:
        mail = with_pdf(books)
        assert deliver(books) == ["Mailed “Invoice 2026-001” to client@example.com"]
        assert deliver(books) == []
    (letter,) = found.letters
    assert (letter.sender, letter.to) == (USER, [TO])
    assert letter.message["From"] == f"Studio <{USER}>"
    assert letter.message["Subject"] == "Invoice 2026-001"
    assert letter.text == "Dear client,\n…\n"
    assert letter.files == {"Rechnung 1 ä.pdf": PDF}
    assert found.ids == [mail.message_id]
    mail = books.fresh(mail)
    assert (mail.state, mail.attempts, mail.last_error) == (State.SENT, 1, "")
    told = books.last()
    assert (told.sentence, told.user, told.door) == (
        "Mailed “Invoice 2026-001” to client@example.com", None, OUTBOX,
    )  # fmt: skip


def test_a_copy_to_oneself_is_seen_by_nobody(books: Books) -> None:
    with office(books) as found:
        sent(books, copy_to=USER)
        deliver(books)
    assert found.letters[0].to == [TO, USER]
    assert USER not in str(found.letters[0].message["To"])
    assert found.letters[0].message["Bcc"] is None


def test_several_addresses(books: Books) -> None:
    with office(books) as found:
        sent(books, to="a@example.com; b@exämple.com,a@example.com")
        deliver(books)
    assert found.letters[0].to == ["a@example.com", "b@xn--exmple-cua.com"]


def test_greylisting_is_waited_for(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(books) as found:
        mail = sent(books)
        found.answers["RCPT"] = ["451 4.7.1 Greylisted", "451 4.7.1 Greylisted"]
        (told,) = deliver(books)
        assert "waits: The server asks to try again later: 451 4.7.1 Greylisted" in told
        assert deliver(books) == []  # not before its time
        later(monkeypatch, minutes=1.1)
        deliver(books)
        assert state(books, mail) == State.WAITING
        later(monkeypatch, minutes=5)
        assert deliver(books) == []
        later(monkeypatch, minutes=6.2)
        deliver(books)
    assert state(books, mail) == State.SENT
    assert found.ids == [mail.message_id]


def test_what_nobody_takes_is_given_up_and_told(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(books):
        mail = sent(books)
    hours, tries = 0.0, 0
    while state(books, mail) == State.WAITING:
        tries += 1
        hours += 13
        later(monkeypatch, hours=hours)
        deliver(books)
    assert (state(books, mail), tries) == (State.FAILED, 8)
    assert "cannot be reached" in books.fresh(mail).last_error
    assert books.last().sentence == "“Invoice 2026-001” to client@example.com was not delivered"


def test_a_refusal_is_final_until_somebody_tries_again(books: Books) -> None:
    with office(books) as found:
        mail = sent(books, to="wrong@example.com")
        found.answers["RCPT"] = ["550 5.1.1 No such mailbox"]
        deliver(books)
        assert state(books, mail) == State.FAILED
        assert "550 5.1.1 No such mailbox" in books.fresh(mail).last_error
        assert list(Mail.objects.of(books.workspace).undelivered()) == [mail]
        assert books.fresh(mail.invoice).status == "sent"
        books.call(mail, "again", TO)
        deliver(books)
    assert (state(books, mail), found.letters[0].to) == (State.SENT, [TO])
    assert found.ids == [mail.message_id]


def test_one_bad_address_holds_up_no_other_mail(books: Books) -> None:
    with office(books) as found:
        bad, good = sent(books, to="bad@example.com"), sent(books)
        found.answers["RCPT"] = ["550 No"]
        deliver(books)
    assert (state(books, bad), state(books, good)) == (State.FAILED, State.SENT)


def test_a_server_that_is_away_is_asked_once(books: Books) -> None:
    with office(books):
        mails = [sent(books), sent(books)]
    assert len(deliver(books)) == 1
    assert [books.fresh(mail).attempts for mail in mails] == [1, 0]


def test_a_connection_cut_before_the_text_is_tried_again(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(books) as found:
        mail = sent(books)
        found.answers["RCPT"] = [CUT]
        deliver(books)
        assert state(books, mail) == State.WAITING
        later(monkeypatch, minutes=2)
        deliver(books)
    assert (state(books, mail), len(found.letters)) == (State.SENT, 1)


def test_one_cut_after_the_text_is_asked_about(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        found.answers["DATA"] = [CUT]
        deliver(books)
        assert state(books, mail) == State.PERHAPS
        assert deliver(books) == []
        assert len(found.letters) == 1
        assert books.last().sentence == "“Invoice 2026-001” to client@example.com was perhaps sent"
        assert list(Mail.objects.of(books.workspace).undelivered()) == [mail]
        books.call(mail, "again", TO)
        deliver(books)
    assert found.ids == [mail.message_id] * 2  # so that the other side can tell


def test_whoever_knows_says_that_it_arrived(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        found.answers["DATA"] = [CUT]
        deliver(books)
        books.call(mail, "arrived")
        assert deliver(books) == []
    assert state(books, mail) == State.SENT
    assert not Mail.objects.of(books.workspace).undelivered()


def test_what_is_left_alone_is_told_no_more(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        books.call(mail, "leave")
        assert deliver(books) == []
        assert not found.letters
    assert state(books, mail) == State.FAILED
    assert not Mail.objects.of(books.workspace).undelivered()


def test_without_a_server_it_is_said(books: Books) -> None:
    mail = sent(books)
    deliver(books)
    assert state(books, mail) == State.FAILED
    assert books.fresh(mail).last_error == (
        "No mail server is known yet. Name yours in the settings."
    )


def test_a_password_that_cannot_be_read_is_said(books: Books) -> None:
    with office(books) as found:
        server = books.edit(books.all(MailServer)[0], user="ada")
        books.do(lambda unit: unit.fresh(server).keep_password("secret"))
        mail = sent(books)
        with override_settings(SECRET_KEY="another"):
            deliver(books)
    assert not found.letters
    assert "Type it again" in books.fresh(mail).last_error


def test_a_file_that_is_gone_is_said(books: Books) -> None:
    with office(books) as found:
        kept = keep([b"%PDF-1.7 to be lost"])
        mail = sent(books, files=[("a.pdf", kept)])
        path_of(kept.digest).unlink()
        deliver(books)
    assert not found.letters
    assert state(books, mail) == State.FAILED


def test_an_invoice_taken_back_is_not_mailed(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        books.call(mail.invoice, "withdraw")
        deliver(books)
    assert not found.letters
    assert "is not sent any more" in books.fresh(mail).last_error


# Undo


def test_undo_recalls_what_waits_and_redo_sends_it(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        books.undo()
        assert not books.has(mail)
        assert books.fresh(mail.invoice).number is None
        assert deliver(books) == []
        books.redo()
        deliver(books)
    assert found.ids == [mail.message_id]


@pytest.mark.parametrize("with_later", [False, True])
def test_what_may_have_left_is_not_undone(books: Books, with_later: bool) -> None:
    with office(books) as found:
        mail = sent(books)
        deliver(books)
        with pytest.raises(Conflict, match="may have left already"):
            books.undo(with_later=with_later)
        assert state(books, mail) == State.SENT
        mail = sent(books)
        found.answers["DATA"] = [CUT]
        deliver(books)
        with pytest.raises(Conflict, match="may have left already"):
            books.undo(with_later=with_later)
    assert books.fresh(mail.invoice).status == "sent"


@pytest.mark.parametrize("said", ["250 Ok", "550 No", CUT])
def test_what_became_of_a_mail_is_not_taken_back(books: Books, said: str) -> None:
    with office(books) as found:
        found.answers["DATA"] = [said]
        sent(books)
        deliver(books)
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_one(books.workspace, books.user, books.last().pk)
    assert books.last().kind == Change.Kind.WRITE


def test_undo_of_trying_again_lets_it_be(books: Books) -> None:
    with office(books) as found:
        mail = sent(books, to="wrong@example.com")
        found.answers["RCPT"] = ["550 No"]
        deliver(books)
        books.call(mail, "again", TO)
        books.undo()
        assert deliver(books) == []
    assert (state(books, mail), books.fresh(mail).to) == (State.FAILED, "wrong@example.com")


def test_a_mail_is_neither_edited_nor_deleted(books: Books) -> None:
    mail = sent(books)
    with pytest.raises(Conflict):
        books.edit(mail, subject="Other")
    with pytest.raises(ValidationError):
        books.remove(mail)
    assert books.has(mail)


# A process ends in the middle


def test_a_process_that_ended_before_the_text_has_lost_nothing(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        assert delivery._claimed(books.workspace, mail.pk)
        deliver(books)
    assert (state(books, mail), len(found.letters)) == (State.SENT, 1)


def test_one_that_ended_after_it_leaves_a_question(books: Books) -> None:
    with office(books) as found:
        mail = sent(books)
        delivery._claimed(books.workspace, mail.pk)
        delivery._handing(books.workspace, mail.pk)
        deliver(books)
    assert not found.letters
    assert state(books, mail) == State.PERHAPS
    assert "ended before the server said" in books.fresh(mail).last_error


def test_a_mail_is_claimed_once(books: Books) -> None:
    mail = sent(books)
    assert delivery._claimed(books.workspace, mail.pk)
    assert not delivery._claimed(books.workspace, mail.pk)


@pytest.mark.django_db(transaction=True)
def test_several_at_once_send_each_once(books: Books) -> None:
    with office(books) as found:
        mails = [sent(books) for _ in range(12)]

        def run() -> None:
            try:
                list(delivery.deliver())
            finally:
                connections.close_all()

        threads = [Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        deliver(books)
    assert sorted(found.ids) == sorted(mail.message_id for mail in mails)
    assert {state(books, mail) for mail in mails} == {State.SENT}


def test_every_workspace_has_its_turn(books: Books) -> None:
    other = open_books()
    with office(books) as mine, office(other) as theirs:
        sent(books)
        sent(other)
        assert len(list(delivery.deliver())) == 2
    assert (len(mine.letters), len(theirs.letters)) == (1, 1)


def test_what_became_of_a_mail_is_on_nobodys_stack(books: Books) -> None:
    with office(books):
        sent(books)
        count = Change.objects.filter(workspace=books.workspace, user=books.user).count()
        deliver(books)
    assert Change.objects.filter(workspace=books.workspace, user=books.user).count() == count
