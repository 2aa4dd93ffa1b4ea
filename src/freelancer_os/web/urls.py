"""The addresses of the pages. The general ones, which take any collection, stand last."""

from django.urls import URLPattern, URLResolver, path

from freelancer_os.web import (
    adding,
    bulk,
    categories,
    cells,
    entry,
    files,
    history,
    home,
    imports,
    lists,
    notes,
    own,
    panels,
    records,
    settings_page,
    sheets,
    styleguide,
    windows,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *entry.urlpatterns,
    *home.urlpatterns,
    *settings_page.urlpatterns,
    *history.urlpatterns,
    *imports.urlpatterns,
    *windows.urlpatterns,
    *categories.urlpatterns,
    *files.urlpatterns,
    *own.urlpatterns,
    *cells.urlpatterns,
    *notes.urlpatterns,
    *adding.urlpatterns,
    *records.urlpatterns,
    *sheets.urlpatterns,
    *bulk.urlpatterns,
    *styleguide.urlpatterns,
    *panels.urlpatterns,
    path("<slug:slug>/", lists.listing, name="collection"),
]
