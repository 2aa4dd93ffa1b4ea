"""Quick entry: a sentence as a person types it, and the record that it means.

A sentence is cut into words (`tokens`). What numbers, days, times and names stand in it is found
each by itself (`finding`); what makes a record of them weighs these against each other (`making`)
and gives readings (`asked`). What the words leave open is a question, never a guess. Nothing is
written before `booking`.

It imports the engine's registry and the facts; no page, no API.
"""
