"""The operator's pages: is it alive, is it ready, how is it doing, what runs; and the description of the interface."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Blueprint, Response, abort

from ontology.errors import ComityError
from server.operations import metrics
from server.operations.observed import digest
from server.operations.openapi import document
from server.web.http.tokens import require
from server.web.site import own_url, site

blueprint = Blueprint("operations", __name__)
_TOKEN = "admin_token"  # noqa: S105 — the setting's name


@blueprint.get("/health")
def health() -> Response:
    """200 as long as the process answers at all."""
    return _json({"status": "alive"})


@blueprint.get("/ready")
def ready() -> Response:
    """200 if something is published and a worker has it open, else 503 with the reason."""
    try:
        generation = site().current().generation
    except ComityError as error:
        return _json({"status": "not ready", "reason": str(error)}, HTTPStatus.SERVICE_UNAVAILABLE)
    counts = site().pool.counts()
    if not generation:
        reason = "nothing has been published yet"
    elif not counts["idle"] + counts["busy"] + counts["slow"]:
        reason = "no worker is ready"
    else:
        return _json({"status": "ready", "generation": generation})
    return _json({"status": "not ready", "reason": reason}, HTTPStatus.SERVICE_UNAVAILABLE)


@blueprint.get("/metrics")
def numbers() -> Response:
    """Numbers for Prometheus."""
    return _uncached(Response(site().metrics.text(), content_type=metrics.CONTENT_TYPE))


@blueprint.get("/queries")
def queries() -> Response:
    """What runs, the longest first. Needs the admin token."""
    require(site().settings.admin_token, _TOKEN)
    running = [
        {
            "id": each.id,
            "client": each.client,
            "seconds": round(each.seconds, 3),
            "cpu_seconds": round(each.cpu, 3),
            "generation": each.generation,
            "slow": each.is_slow,
            "query": digest(each.text),
            "text": each.text,
        }
        for each in site().pool.running()
    ]
    return _json({"queries": running})


@blueprint.delete("/queries/<name>")
def cancel(name: str) -> Response:
    """End a query that runs; its client gets 503. Needs the admin token."""
    require(site().settings.admin_token, _TOKEN)
    if not site().pool.cancel(name):
        abort(404, f"no query with the id {name} is running; GET /queries lists them")
    return _uncached(Response(status=HTTPStatus.NO_CONTENT))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The interface, as OpenAPI 3.1 describes it."""
    return Response(
        json.dumps(document(own_url("/")), indent=1) + "\n",
        content_type="application/json",
    )


def _json(body: object, status: int = HTTPStatus.OK) -> Response:
    return _uncached(Response(json.dumps(body) + "\n", status=status, content_type="application/json"))


def _uncached(response: Response) -> Response:
    response.cache_control.no_store = True
    return response
