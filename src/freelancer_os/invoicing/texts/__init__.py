"""What mails say: a file for each language beside this one, and a workspace's own texts.

It imports `finance` and what lies below.
"""
