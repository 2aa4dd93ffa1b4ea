"""The old free texts of the letterhead go into the new fields: no line of them is lost but what is
beyond their length. Backwards they are put together again."""

from django.db import migrations

STREET, NOTE = 200, 500  # characters that the new fields hold


def part(apps, schema_editor):
    workspaces = apps.get_model("people", "Workspace").objects
    for one in workspaces.exclude(address="", bank_details=""):
        lines = [line.strip() for line in one.address.splitlines() if line.strip()]
        one.street = ", ".join(lines)[:STREET]
        one.invoice_note = one.bank_details.strip()[:NOTE]
        one.save(update_fields=["street", "invoice_note"])


def join(apps, schema_editor):
    for one in apps.get_model("people", "Workspace").objects.all():
        places = [one.street.replace(", ", "\n"), f"{one.postal_code} {one.city}".strip()]
        one.address = "\n".join(filter(None, places))
        one.bank_details = one.invoice_note
        one.save(update_fields=["address", "bank_details"])


class Migration(migrations.Migration):
    dependencies = [("people", "0004_letterhead")]

    operations = [migrations.RunPython(part, join)]
