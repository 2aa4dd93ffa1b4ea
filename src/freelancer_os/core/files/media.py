"""What kind of file some bytes are, by their signature alone; never by a name or a header."""

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
HEAD = 16  # bytes that a signature needs

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", PDF),
)
SHOWN = frozenset({kind for _, kind in _SIGNATURES} | {"image/webp"})  # what a browser may show


def media_type(head: bytes) -> str:
    """The media type of a file that begins with `head`: an image, a PDF, or unknown.

    SVG is not among them: it may hold script.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), UNKNOWN)
