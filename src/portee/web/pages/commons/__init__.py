"""Pages that read the commons: what it holds, its matrix, its records, their versions."""

from fastapi import APIRouter

from portee.web.pages.commons import alike, home, matrix, practices, record, reuse, search, versions

__all__ = ["router"]

router = APIRouter()
for _page in (home, matrix, practices, alike, search, reuse, versions, record):
    router.include_router(_page.router)
