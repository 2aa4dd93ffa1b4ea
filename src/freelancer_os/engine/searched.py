"""What of a collection is searched, as its declaration says: its titles, and every text."""

from typing import Any

from django.db.models import CharField, TextField

from freelancer_os.core.search.sources import sources
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Text


def declare(collection: Collection) -> None:
    """Let the gateway index the columns that `search` names, as titles, and those of every text.

    What lies beyond a link is no title of its own: a payment is found by its entry.
    """
    model: Any = collection.model
    held = (CharField, TextField)
    columns = {one.attname for one in model._meta.concrete_fields if isinstance(one, held)}
    named = [getattr(model, "title_column", "") if n == "folded" else n for n in collection.search]
    texts = [one.attribute for one in collection.fields if isinstance(one, Text) and not one.is_own]
    titles = [name for name in named if name in columns]
    sources.declare(model._meta.label_lower, titles, [name for name in texts if name in columns])
