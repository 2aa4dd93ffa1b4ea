"""`/quick`: what a sentence means, said and booked."""

from tests.api.cast import Program


def test_a_sentence_is_previewed_and_then_booked_once(me: Program) -> None:
    client = me.made("clients", {"name": "Acme Robotics"})["id"]
    bank = me.made("accounts", {"name": "Bank", "kind": "bank"})["id"]
    text = "1200 acme paid bank 2026-11-20"
    income, expense = me.read(f"quick?text={text}")["items"]
    assert (income["makes"], expense["makes"]) == ("income", "expense")
    parts = {part["name"]: part["value"] for part in income["parts"]}
    assert parts["amount"] == "1200.00"
    assert parts["client"] == client
    assert me.read("transactions")["count"] == 0
    made = me.post("quick", {"text": text})
    assert made.status_code == 201
    entry = made.json()
    assert made["Location"].endswith(f"/transactions/{entry['id']}")
    assert (entry["kind"], entry["account"], entry["paid"]) == ("income", bank, "1200.00")
    assert me.post("undo").status_code == 200
    assert me.read("transactions")["count"] == 0


def test_what_is_open_is_asked_and_answered(me: Program) -> None:
    me.made("accounts", {"name": "Card", "kind": "card"})
    (entry,) = me.read("quick?text=18.50 figma card")["items"]
    asked = [part for part in entry["parts"] if part["asks"]]
    assert [part["name"] for part in asked] == ["kind"]
    assert [option["value"] for option in asked[0]["options"]] == ["income", "expense"]
    refused = me.post("quick", {"text": "18.50 figma card"})
    assert refused.status_code == 422
    assert "kind" in refused.json()["errors"]
    answers = {"kind": "expense"}
    made = me.post("quick", {"text": "18.50 figma card", "answers": answers})
    assert (made.status_code, made.json()["description"]) == (201, "figma")
    assert me.post("quick", {"text": "hello"}).status_code == 422
