"""The addresses of the pages. The general ones, which take any collection, stand last."""

from django.urls import URLPattern, URLResolver, path

from freelancer_os.web import (
    categories,
    cells,
    entry,
    files,
    history,
    home,
    imports,
    lists,
    properties,
    records,
    settings_page,
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
    *properties.urlpatterns,
    *cells.urlpatterns,
    *records.urlpatterns,
    path("<slug:slug>/", lists.listing, name="collection"),
]
