"""Reports: what the books say of a span of days or of a day, as plain values.

They read what is kept (`finance.periods`) and import `invoicing` and what lies below; pages, the
API and the year-end pack say the same of them.
"""
