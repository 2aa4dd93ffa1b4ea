"""What a receipt says: from the XML in an e-invoice, else from the text of a PDF; never a service.

It imports `core.values` alone, and `extracting` nothing of ours.
"""
