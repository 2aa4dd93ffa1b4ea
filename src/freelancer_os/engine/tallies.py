"""What the gateway counts of a collection, as its declaration says: the columns of its board."""

from freelancer_os.core.log.totals.totals import Tally
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.money import Money


def tally_of(collection: Collection) -> Tally | None:
    """Count and sum per value of `group_by`, and per currency where the amounts have their own.

    What is archived does not count. Its name is the collection's. None for a collection that is
    neither grouped nor added up.
    Raises ValueError for what does not stand in columns of the row itself.
    """
    grouped = collection.by_name.get(collection.group_by)
    summed = collection.by_name.get(collection.board_sum)
    by = [grouped.attribute] if grouped is not None else []
    if isinstance(summed, Money) and summed.of:
        by.append(summed.currency_column)
    if not by:
        return None
    column = summed.attribute if summed is not None else None
    columns = {one.attname for one in collection.model._meta.concrete_fields}
    if missing := {*by, *([column] if column else [])} - columns:
        raise ValueError(f"{collection.slug} cannot be counted by {', '.join(sorted(missing))}")
    where = {"archived": False} if collection.archives else {}
    return Tally(collection.slug, collection.model._meta.label, tuple(by), column, where)
