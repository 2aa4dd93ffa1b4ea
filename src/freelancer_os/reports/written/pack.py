"""The year-end pack as an answer: a zip that is written to a temporary file and sent from it."""

from tempfile import TemporaryFile

from django.http import FileResponse

from freelancer_os.core.values.spans import Span
from freelancer_os.people.models import Workspace
from freelancer_os.reports.year_end import write_pack


def as_pack(workspace: Workspace, span: Span) -> FileResponse:
    """The zip of a fiscal year, to be saved under the year's name."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        write_pack(workspace, span, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"year-end-{span.first.year}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
