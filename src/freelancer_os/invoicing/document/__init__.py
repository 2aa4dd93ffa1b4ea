"""The document: what stands on the paper, as plain values, and as the words of its language.

It imports `finance`; the PDF and the preview import it.
"""
