"""What waited in a backup that is put back."""

import pytest

from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.outbox.restored import ask_about_waiting
from tests.books import Books
from tests.invoicing.post_office import deliver, office, sent, state


@pytest.mark.usefixtures("spoiling")
def test_nothing_leaves_by_itself(books: Books) -> None:
    with office(books) as found:
        gone = sent(books)
        deliver(books)
        waiting = sent(books)
        assert ask_about_waiting() == 1
        assert deliver(books) == []
        assert (state(books, gone), state(books, waiting)) == (Mail.State.SENT, Mail.State.PERHAPS)
        assert "may have left since" in books.fresh(waiting).last_error
    assert len(found.letters) == 1
