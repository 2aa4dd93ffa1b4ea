"""Numbers that are written as another locale writes them, where they can mean one thing only."""

import re

_CLEAR = re.compile(
    r"(?P<plain>[0-9]+)[.,](?P<rest>[0-9]{1,2})"
    r"|(?P<grouped>[0-9]{1,3}(?P<sign>[.,'\u2019])[0-9]{3}(?:(?P=sign)[0-9]{3})*)"
    r"(?!(?P=sign))[.,](?P<decimals>[0-9]{1,2})"
)


def clear_decimal(text: str) -> str | None:
    """The decimal that a number is in every locale: "18,50" and "1.200,00", as "18.50", "1200.00".

    None for "1,200" and "1.200", which are one thing in English and another in German.
    """
    match = _CLEAR.fullmatch(text)
    if match is None:
        return None
    if match["plain"]:
        return f"{match['plain']}.{match['rest']}"
    return f"{re.sub('[^0-9]', '', match['grouped'])}.{match['decimals']}"
