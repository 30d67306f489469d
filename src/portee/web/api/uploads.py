"""Files that people send: taken up to a size, looked at, then read by the worker with limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from portee.core.errors import ParameterError
from portee.services.jobs.desk import JobDesk
from portee.services.workspace.uploads import Upload, find_upload, receive, remove_upload, same_upload
from portee.store.accounts import Account
from portee.store.jobs import Job
from portee.store.roles import Role
from portee.web.api.jobs import JobTold, job_told
from portee.web.errors import Problem
from portee.web.private import desk_of
from portee.web.security.csrf import HEADER, checked
from portee.web.security.signed_in import needs
from portee.web.site import site_of

__all__ = ["PATH", "router"]

PATH = "/api/v1/uploads"

router = APIRouter(prefix=PATH, tags=["jobs"])

PART = 1 << 20
FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}},
}


@router.post(
    "", status_code=202,
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}},
)  # fmt: skip
async def send(request: Request, person: Annotated[Account, Depends(needs(Role.contributor))]) -> JobTold:
    """Send a file; the job that reads it tells what it holds. The form's token goes into the header X-CSRF-Token."""
    # Nothing of the body is read before it is known who sends it.
    if HEADER not in request.headers:
        raise Problem(403)
    await checked(request)
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Problem(422)
        return await run_in_threadpool(_take, request, file, person)


def _take(request: Request, file: UploadFile, person: Account) -> JobTold:
    desk = desk_of(request)
    upload = receive(desk.workspace, file.filename or "", _parts(file.file))
    # The name is the sender's: it is shown, escaped, and opens nothing.
    title = " ".join((file.filename or "").split())[:120] or "upload"
    with site_of(request).once("taking uploads", threading.Lock):
        job = _taken_already(desk, upload, person)
        if job is not None:
            remove_upload(desk.workspace, upload.id)
        return job_told(request, job or desk.ask("upload", {"upload": upload.id}, title, account=person.id))


def _taken_already(desk: JobDesk, upload: Upload, person: Account) -> Job | None:
    """The work on the same file that the same person sent a moment ago: sent twice, it is read once."""
    for job in desk.lately("upload", person.id):
        try:
            if same_upload(find_upload(desk.workspace, str(job.asked["upload"])), upload):
                return job
        except (OSError, ParameterError):
            continue
    return None


def _parts(stream: BinaryIO) -> Iterator[bytes]:
    while part := stream.read(PART):
        yield part
