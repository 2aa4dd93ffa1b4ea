"""The API's sentences are in the language that the caller asks for; its documents in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from freelancer_os.api.document.docs import sections
from freelancer_os.api.document.openapi import document
from tests.api.cast import Program
from tests.languages import speaking

MESSAGES = {
    "client": "Kunde",
    "clients": "Kunden",
    "Name": "Name",
    "Stage": "Phase",
    "{field} is missing.": "{field} fehlt.",
    "There is no such {kind}.": "Nicht da: {kind}.",
    "There is no collection “{slug}”.": "Eine Liste „{slug}“ gibt es nicht.",
    "There is nothing to undo.": "Nichts ist rückgängig zu machen.",
    "Undid: {change}": "Rückgängig: {change}",
    "Added {kind} {record}": "{kind} {record} angelegt",
    (
        "{sentence} There is one more problem.",
        "{sentence} There are {count} more.",
    ): ("{sentence} Und noch eins.", "{sentence} Und noch {count}."),
    "{collection} have no field “{name}”.": "{collection}: kein Feld „{name}“.",
    "Clients": "Kunden",
}
DE = {"Accept_Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture(autouse=True)
def languages(tmp_path: Path) -> Iterator[None]:
    with speaking(tmp_path, MESSAGES):
        yield


def test_problems_are_told_in_the_language_that_is_asked_for(me: Program) -> None:
    german, english = me.get("nowhere", **DE), me.get("nowhere")
    assert german.json()["detail"] == "Eine Liste „nowhere“ gibt es nicht."
    assert german["Content-Language"] == "de"
    assert english.json()["detail"] == "There is no collection “nowhere”."
    other = me.get("nowhere", Accept_Language="fr")
    assert other.json()["detail"] == english.json()["detail"]


def test_so_are_the_sentences_of_fields_and_their_sum(me: Program) -> None:
    answer = me.post("clients", {"colour": "red", "size": 3}, **DE).json()
    assert answer["errors"] == {
        "colour": ["Kunden: kein Feld „colour“."],
        "size": ["Kunden: kein Feld „size“."],
    }
    assert answer["detail"] == "Kunden: kein Feld „colour“. Und noch eins."
    assert me.post("clients", {}, **DE).json()["errors"] == {"name": ["Name fehlt."]}
    assert me.post("undo", {}, **DE).json()["detail"] == "Nichts ist rückgängig zu machen."


def test_what_was_undone_is_told_to_the_caller(me: Program) -> None:
    me.made("clients", {"name": "Acme"})
    assert me.post("undo", {}, **DE).json()["undone"] == "Rückgängig: Kunde Acme angelegt"


def test_values_are_the_same_in_every_language(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    path = f"clients/{client['id']}"
    assert me.get(path, **DE).json() == me.get(path).json()
    assert me.get(path, **DE)["ETag"] == me.get(path)["ETag"]


def test_the_documents_are_in_english_whoever_asks_first(me: Program) -> None:
    document.cache_clear()
    sections.cache_clear()
    german = me.get("openapi.json", **DE)
    assert "Stage." in german.content.decode()
    assert "Phase" not in german.content.decode()
    assert german.content == me.get("openapi.json").content
    page = me.get("docs", **DE).content.decode()
    assert "Phase" not in page
    assert "Kunden" not in page
    assert '<html lang="en"' in page
