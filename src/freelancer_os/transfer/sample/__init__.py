"""The sample: a year of a freelancer that one can look at, mix with one's own and be rid of again.

It may import every record, the files of `core` and the verbs that an entry, an invoice or a mail
is made by; no other format of `transfer`.
"""
