"""The layout gallery."""

from freelancer_os.engine.layouts import Layout, layouts
from freelancer_os.web.gallery.gallery import gallery, more

GALLERY = layouts.add(
    Layout(
        name="gallery",
        icon="layout-grid",
        place=4,
        offered=lambda collection: True,
        read=lambda look, forms: gallery(look.with_cards),
        template="gallery/gallery.html",
        shows=lambda collection: collection.on_card,
        more=more,
        has_cards=True,
    )
)
