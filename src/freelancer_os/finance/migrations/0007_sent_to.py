from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_clients(apps, schema_editor):
    """An invoice that was sent keeps the name its client has now."""
    client = apps.get_model("clients", "Client").objects.filter(pk=OuterRef("client_id"))
    sent = apps.get_model("finance", "Invoice").objects.filter(was_sent=True, client__isnull=False)
    sent.update(sent_to=Subquery(client.values("name")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("clients", "0005_archived"),
        ("finance", "0006_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="sent_to",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
        ),
        migrations.RunPython(name_clients, migrations.RunPython.noop),
    ]
