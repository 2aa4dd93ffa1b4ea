"""What the path of a request names; raises Http404 for what is not there."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.api.callers import Caller
from freelancer_os.core.ids import read_id
from freelancer_os.core.log.held import refuse_mixed
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import stored


@dataclass(frozen=True)
class Place:
    """One record of a collection; `total` names a number of it, where the path does."""

    collection: Collection
    record: Record
    total: str = ""


def collection_of(caller: Caller, slug: str) -> Collection:
    """The collection of this name, with the fields that the caller's workspace has added."""
    found = collections.get(slug)
    if found is None:
        raise Http404(_("There is no collection “{slug}”.").format(slug=slug[:40]))
    return caller.own.of(found)


def record_of(caller: Caller, slug: str, key: str, total: str = "") -> Place:
    """A record of the caller's workspace. That of another one is not there."""
    collection = collection_of(caller, slug)
    pk = read_id(key)
    if pk is None:
        raise Http404(_("There is no such {kind}.").format(kind=collection.singular))
    return Place(collection, stored(collection, caller.workspace, pk), total)


def anywhere(caller: Caller) -> None:
    """An address that names nothing further."""


def figures(caller: Caller) -> None:
    """Figures of the whole business. Raises Conflict while another base currency is counted."""
    refuse_mixed(caller.workspace)


def nowhere(caller: Caller, **parts: str) -> None:
    """An address that the API does not have."""
    raise Http404(_("The API has no such address."))
