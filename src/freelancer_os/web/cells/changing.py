"""What a workspace can change of a field itself: a property of its own, the values of a choice."""

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.place import Own


def form_of(collection: Collection, one: Field) -> str:
    """The address of the form that changes a field, "" where there is nothing to change."""
    if isinstance(one, OwnChoice):
        return f"/{collection.slug}/{one.name}/options/"
    return f"/properties/{one.place.pk}/form/" if isinstance(one.place, Own) else ""
