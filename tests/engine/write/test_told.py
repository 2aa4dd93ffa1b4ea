"""What the log tells of each verb is kept with its parts, and read in the reader's language."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.money.transfers import TRANSFERS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.acting import act
from freelancer_os.engine.write.bulk import delete_many, edit_many
from freelancer_os.engine.write.cells import Edit, Stale, save
from freelancer_os.engine.write.notes import tick, write
from freelancer_os.engine.write.pasted import Cell, Row
from freelancer_os.engine.write.pasting import paste
from freelancer_os.engine.write.writing import create, delete, update
from tests.books import DAY, NOON, Books
from tests.languages import speaking

MESSAGES = {
    "client": "Kunde",
    "clients": "Kunden",
    "meeting": "Termin",
    "meetings": "Termine",
    "transfer": "Umbuchung",
    "Name": "Name",
    "Clients": "Kundschaft",
    "Stage": "Phase",
    "Lead": "Anfrage",
    "Client": "Kunde",
    "Archived": "Abgelegt",
    "Agenda": "Tagesordnung",
    "Company": "Firma",
    "Draft": "Entwurf",
    "empty": "leer",
    "yes": "ja",
    "Half of a transfer": "Hälfte einer Umbuchung",
    "Transfer of {date}": "Umbuchung vom {date}",
    "Added {kind} {record}": "{kind} {record} angelegt",
    "Changed {kind} {record}": "{kind} {record} geändert",
    "Deleted {kind} {record}": "{kind} {record} gelöscht",
    "Deleted {record}": "{record} gelöscht",
    "{field} of {record} is {value}": "{field} von {record}: {value}",
    "{field} of {record} are {value}": "{field} von {record} sind {value}",
    "{field} of {records} is {value}": "{field} von {records}: {value}",
    "{field} of {records}: added {values}": "{field} von {records}: dazu {values}",
    "{field} of {record} was changed": "{field} von {record} geändert",
    "Ticked “{words}” of {record}": "„{words}“ von {record} abgehakt",
    "Deleted {records}": "{records} gelöscht",
    "Added {records}": "{records} angelegt",
    "Changed {records}": "{records} geändert",
    "Added {added} and changed {changed}": "{added} angelegt und {changed} geändert",
    ("{count} {kind}", "{count} {kind}"): ("{count} {kind}", "{count} {kind}"),
    "Moved {record} to {stage}": "{record} steht jetzt auf {stage}",
    "Marked {record} as Sent": "{record} ist verschickt",
    "{field} is missing.": "{field} fehlt.",
    "{field} is one of: {known}.": "{field} ist eins von: {known}.",
    "Row {row}, {field}: {sentence}": "Zeile {row}, {field}: {sentence}",
    "This is “{value}” now. It was changed while you were editing.": "Jetzt: {value}. Das ist neu.",
}


@pytest.fixture(autouse=True)
def languages(tmp_path: Path) -> Iterator[None]:
    with speaking(tmp_path, MESSAGES):
        yield


class Verbs:
    """The verbs of the engine, by somebody whose language is English."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.whose = (books.workspace, books.user)
        self.acme = books.client("Acme", stage="lead")
        self.beta = books.client("Beta", stage="lead")
        self.call = books.make(MEETINGS.model, title="Call", starts_at=NOON)

    def save(self, collection: Collection, record: Any, name: str, text: str) -> Unit:
        one = collection.by_name[name]
        return save(collection, *self.whose, record.pk, one, Edit(text))

    def set_all(self, collection: Collection, records: list[Any], name: str, text: str) -> Unit:
        keys, one = [record.pk for record in records], collection.by_name[name]
        return edit_many(collection, *self.whose, lambda: keys, one, Edit(text))

    def paste(self, *rows: tuple[Any, str, str]) -> Unit:
        asked = [
            Row(record and record.pk, [Cell("name", name), Cell("stage", stage)])
            for record, name, stage in rows
        ]
        return paste(CLIENTS, *self.whose, asked, starts={})


@pytest.fixture
def verbs(books: Books) -> Verbs:
    return Verbs(books)


Does = Callable[[Verbs], Any]
EACH: dict[str, tuple[Does, str, str]] = {
    "create": (
        lambda do: create(CLIENTS, *do.whose, {"name": "Lead"}),
        "Added client Lead",
        "Kunde Lead angelegt",
    ),
    "update": (
        lambda do: update(CLIENTS, *do.whose, do.acme.pk, {"name": "New", "company": "X"}),
        "Changed client New",
        "Kunde New geändert",
    ),
    "delete": (
        lambda do: delete(CLIENTS, *do.whose, do.acme.pk),
        "Deleted client Acme",
        "Kunde Acme gelöscht",
    ),
    "a choice": (
        lambda do: do.save(CLIENTS, do.acme, "stage", "client"),
        "Stage of Acme is Client",
        "Phase von Acme: Kunde",
    ),
    "a text": (
        lambda do: do.save(CLIENTS, do.acme, "company", "Lead"),
        "Company of Acme is Lead",
        "Firma von Acme: Lead",
    ),
    "nothing": (
        lambda do: (
            do.save(MEETINGS, do.call, "agenda", "")
            if do.save(MEETINGS, do.call, "agenda", "Old")
            else None
        ),
        "Agenda of Call is empty",
        "Tagesordnung von Call: leer",
    ),
    "links": (
        lambda do: do.save(MEETINGS, do.call, "clients", f"{do.acme.pk},{do.beta.pk}"),
        "Clients of Call are Acme, Beta",
        "Kundschaft von Call sind Acme, Beta",
    ),
    "many": (
        lambda do: do.set_all(CLIENTS, [do.acme, do.beta], "stage", "client"),
        "Stage of 2 clients is Client",
        "Phase von 2 Kunden: Kunde",
    ),
    "links of many": (
        lambda do: do.set_all(MEETINGS, [do.call], "clients", str(do.acme.pk)),
        "Clients of 1 meeting: added Acme",
        "Kundschaft von 1 Termin: dazu Acme",
    ),
    "delete many": (
        lambda do: delete_many(CLIENTS, *do.whose, lambda: [do.acme.pk, do.beta.pk]),
        "Deleted 2 clients",
        "2 Kunden gelöscht",
    ),
    "paste new": (
        lambda do: do.paste((None, "One", "lead")),
        "Added 1 client",
        "1 Kunde angelegt",
    ),
    "paste over": (
        lambda do: do.paste((do.acme, "One", "lead"), (do.beta, "Two", "lead")),
        "Changed 2 clients",
        "2 Kunden geändert",
    ),
    "paste both": (
        lambda do: do.paste((do.acme, "One", "lead"), (None, "Two", "lead")),
        "Added 1 client and changed 1 client",
        "1 Kunde angelegt und 1 Kunde geändert",
    ),
    "a note": (
        lambda do: write(CLIENTS, *do.whose, do.acme.pk, "Well"),
        "Note of Acme was changed",
        "Anmerkung von Acme geändert",
    ),
    "an agenda": (
        lambda do: write(MEETINGS, *do.whose, do.call.pk, "Well"),
        "Agenda of Call was changed",
        "Tagesordnung von Call geändert",
    ),
    "a tick": (
        lambda do: (
            tick(CLIENTS, *do.whose, do.acme.pk, 0, "- [ ] Lead", on=True)
            if write(CLIENTS, *do.whose, do.acme.pk, "- [ ] Lead")
            else None
        ),
        "Ticked “Lead” of Acme",
        "„Lead“ von Acme abgehakt",
    ),
    "an action": (
        lambda do: act(CLIENTS, *do.whose, do.acme.pk, CLIENTS.doing["move"], {"stage": "client"}),
        "Moved Acme to Client",
        "Acme steht jetzt auf Kunde",
    ),
    "a name that the program made": (
        lambda do: act(INVOICES, *do.whose, do.books.billed().pk, INVOICES.doing["send"], {}),
        "Marked Draft as Sent",
        "Entwurf ist verschickt",
    ),
}


@pytest.mark.parametrize("case", EACH)
def test_each_reader_is_told_in_their_own_language(verbs: Verbs, case: str) -> None:
    does, english, german = EACH[case]
    does(verbs)
    entry = verbs.books.last()
    if case == "a name that the program made":  # by then it has a number
        number = verbs.books.all(INVOICES.model)[-1].number
        english, german = english.replace("Draft", number), german.replace("Entwurf", number)
    assert entry.sentence == english
    assert entry.words == english
    with override("de"):
        assert entry.words == german


@pytest.mark.parametrize("case", EACH)
def test_whoever_writes_the_log_keeps_english(verbs: Verbs, case: str) -> None:
    does, english, _german = EACH[case]
    if case == "a name that the program made":
        return
    with override("de"):
        does(verbs)
    assert verbs.books.last().sentence == english


def test_a_transfer_is_told_by_its_day_as_the_workspace_writes_it(books: Books) -> None:
    ends = {"from_account": books.account(), "to_account": books.account("Cash", kind="cash")}
    moved = books.make(TRANSFERS.model, **ends, date=DAY, amount=500)
    delete(TRANSFERS, books.workspace, books.user, moved.pk)
    entry = books.last()
    assert entry.words == "Deleted Transfer of 1 Oct 2026"
    with override("de"):
        assert entry.words == "Umbuchung vom 1 Oct 2026 gelöscht"


def test_what_is_pasted_may_be_called_as_it_is_read_or_in_english(verbs: Verbs) -> None:
    with override("de"):
        verbs.paste((verbs.acme, "Acme", "Kunde"), (verbs.beta, "Beta", "Client"))
    fresh = verbs.books.fresh
    assert {fresh(verbs.acme).stage, fresh(verbs.beta).stage} == {"client"}


def test_refusals_are_told_to_whoever_asks(verbs: Verbs) -> None:
    with override("de"):
        with pytest.raises(ValidationError) as missing:
            create(CLIENTS, *verbs.whose, {})
        one = CLIENTS.by_name["stage"]
        edit = Edit("client", opened="negotiation")
        with pytest.raises(Stale) as stale:
            save(CLIENTS, *verbs.whose, verbs.acme.pk, one, edit)
        row = Row(None, [Cell("kind", "x")])
        with pytest.raises(ValidationError) as pasted:
            paste(TRANSACTIONS, *verbs.whose, [row, row], starts={})
    assert missing.value.message_dict == {"name": ["Name fehlt."]}
    assert "Anfrage" in stale.value.sentence
    assert pasted.value.messages[0].startswith("Zeile 1, ")
