from django.db import migrations
from django.db.models import F


def pay_all(apps, schema_editor):
    """Of what there is nothing is withheld, so all of it is payable."""
    apps.get_model("finance", "Invoice").objects.update(payable=F("total"))


class Migration(migrations.Migration):

    dependencies = [("finance", "0009_lines_and_heads")]

    operations = [migrations.RunPython(pay_all, migrations.RunPython.noop)]
