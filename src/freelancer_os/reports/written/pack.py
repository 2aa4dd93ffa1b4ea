"""The year-end pack as an answer: a zip that is whole before it is sent, or is not sent."""

from tempfile import TemporaryFile

from django.http import FileResponse

from freelancer_os.core.values.spans import Span
from freelancer_os.people.models import Workspace
from freelancer_os.reports.written.packing import ZIP, folder, named
from freelancer_os.reports.year_end import write_pack


def as_pack(workspace: Workspace, span: Span) -> FileResponse:
    """The zip of a fiscal year, to be saved under the year's name; what fails is told as ever."""
    file = TemporaryFile(dir=folder())  # noqa: SIM115  # the answer closes it
    try:
        for _done in write_pack(workspace, span, file):
            pass
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    answer = FileResponse(file, as_attachment=True, filename=named(span), content_type=ZIP)
    answer["Content-Length"] = str(size)
    return answer
