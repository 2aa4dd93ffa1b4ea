"""Text in the cells of a spreadsheet (OWASP, "CSV injection")."""

import re

_NUMBER = r"[\d\s().,/-]*"
_FORMULA = rf"[=@\uff1d\uff20]|[+\-\uff0b\uff0d](?! |{_NUMBER}(?:[;|\t\n\r]|$))"
_ACTIVE = re.compile(rf"[\t\r]|{_FORMULA}")
# Where a spreadsheet of another region, whose cells end with other signs, would begin a cell.
_ACTIVE_INSIDE = re.compile(rf"(?:(?<=[;|\n\r])|(?<=.\t))(?=\s*(?:{_FORMULA}))")


def harmless(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: that begins with an apostrophe.

    Also where it begins after a semicolon, a bar, a tab or a line end within the text, and with
    signs of full width; numbers and telephone numbers stay as they are.
    """
    inside = _ACTIVE_INSIDE.sub("'", text)
    return f"'{inside}" if _ACTIVE.match(text) else inside
