"""The PDF of a document, by typst: `templates/`, and the fonts that the build lays in `fonts/`.

It imports `invoicing.document`; what sends or shows an invoice imports it.
"""
