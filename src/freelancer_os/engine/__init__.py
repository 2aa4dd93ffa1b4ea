"""The engine: any collection as lists, records and cells. It knows no domain."""
