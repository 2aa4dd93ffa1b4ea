"""What describes the API: OpenAPI, schemas, the page to read.

It imports the declarations.
"""
