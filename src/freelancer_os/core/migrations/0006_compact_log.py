"""The log in few bytes (`core.log.packing`)."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

from freelancer_os.core.log.packing import deflate, unpack_changes, unpack_whole, write


BATCH = 1_000


def compact(apps: Any, schema_editor: Any) -> None:
    def of(row: Any) -> None:
        whole = row.after if row.action == "create" else row.before
        if row.action == "update":
            whole = {name: (row.before.get(name), value) for name, value in row.after.items()}
        row.content = deflate(write(whole))

    _rewrite(apps, of, ["content"])


def spell_out(apps: Any, schema_editor: Any) -> None:
    def of(row: Any) -> None:
        if row.action == "update":
            row.before, row.after = unpack_changes(bytes(row.content))
        elif row.action == "create":
            row.before, row.after = {}, unpack_whole(row.model, bytes(row.content))
        else:
            row.before, row.after = unpack_whole(row.model, bytes(row.content)), {}

    _rewrite(apps, of, ["before", "after"])


def _rewrite(apps: Any, of: Callable[[Any], None], columns: list[str]) -> None:
    """Rewrite the log, a thousand rows at a time."""
    rows = apps.get_model("core", "ChangeRow").objects.order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        for row in batch:
            of(row)
        rows.model.objects.bulk_update(batch, columns, batch_size=100)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


class Migration(migrations.Migration):
    dependencies = [("core", "0005_room_for_a_compact_log")]

    operations = [migrations.RunPython(compact, spell_out)]
