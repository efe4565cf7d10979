"""The web application, put together: guard, static files, errors, one router an audience."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse

from leadminer.app import App
from leadminer.base.errors import NotFound
from leadminer.web import errors
from leadminer.web.api import create_api
from leadminer.web.api.problems import problem
from leadminer.web.finance import router as finance
from leadminer.web.merchant import router as merchant
from leadminer.web.operator import router as operator
from leadminer.web.public import router as public
from leadminer.web.security import Guard
from leadminer.web.templating import STATIC


def create_web(app: App) -> FastAPI:
    """The console of one app. The caller serves it (uvicorn) and keeps `app` open meanwhile."""
    web = FastAPI(title="leadminer", docs_url=None, redoc_url=None, openapi_url=None)
    web.state.app = app
    web.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=6)
    # beside the file a form holds its fields and the marks between them
    uploads = {"/imports": app.config.intake.upload_bytes_max + 64 * 1024}
    web.add_middleware(Guard, refuse=refuse, uploads=uploads)
    errors.install(web)
    web.add_api_route("/static/{name:path}", static, methods=["GET"], include_in_schema=False)
    web.mount("/api/v1", create_api(app))
    for router in (public, operator, merchant, finance):
        web.include_router(router)
    return web


def refuse(request: Request, status: int) -> Response:
    """What is told of a request that is not read further: a page, or a problem for the API."""
    if request.url.path.startswith("/api/"):
        return problem(status)
    return errors.error_page(request, status)


def static(request: Request, name: str) -> Response:
    """A file of static/; kept for ever by browsers when its address carries its mark."""
    path = (STATIC / name).resolve()
    if not path.is_file() or not path.is_relative_to(STATIC.resolve()):
        raise NotFound("there is no such file")
    kept = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    return FileResponse(path, headers={"cache-control": kept})
