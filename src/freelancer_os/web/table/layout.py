"""The layout table, and the tables that the windows show."""

from freelancer_os.engine.layouts import USUAL, Layout, layouts
from freelancer_os.engine.query.ordering import in_force
from freelancer_os.web.cells.composers import Composer
from freelancer_os.web.lists.controls import groups
from freelancer_os.web.lists.look import Look
from freelancer_os.web.lists.pages import Sheet
from freelancer_os.web.table.sheet import more, sheet


def table(
    look: Look, names: tuple[str, ...], region: str, forms: list[Composer], **fixed: str
) -> Sheet:
    """A table of what a look leaves, with its group before all else; its foot opens the first form.

    Raises ValidationError.
    """
    collection, query = look.collection, look.query
    if "group" in look.params:
        order = in_force(collection, query.get("order", ""), look.params["group"])
        query = {**query, "order": order}
    return sheet(
        look.desk,
        collection,
        names,
        query,
        region=region,
        address=look.address,
        here=look.here,
        fixed=fixed,
        adds=forms[0] if forms else None,
    )


def _read(look: Look, forms: list[Composer]) -> Sheet:
    return table(look, look.collection.table, look.collection.slug, forms)


TABLE = layouts.add(
    Layout(
        name=USUAL,
        icon="table",
        place=1,
        offered=lambda collection: True,
        read=_read,
        template="table/table.html",
        shows=lambda collection: collection.table,
        select=groups,
        more=more,
    )
)
