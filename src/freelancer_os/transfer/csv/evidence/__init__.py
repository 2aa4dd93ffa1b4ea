"""What a table says of itself: columns, signs, days and decimals, each told by what it proves.

`reading` is the door. It imports the cells of a table and the words of `csv.words`.
"""
