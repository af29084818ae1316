"""The interface as an OpenAPI 3.1 document. A test holds it against the routes of the application."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from server.web.http.negotiation import DUMPS, GRAPHS, HTML, TABLES, TEXT, Format

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_STRING = {"type": "string"}
_TEXT = {"type": "string", "minLength": 1}
_BINARY: dict[str, Any] = {}  # any bytes
_ANSWERS = (*TABLES, *GRAPHS, HTML)
_FORM = "application/x-www-form-urlencoded"


def _content(formats: tuple[Format, ...]) -> dict[str, Any]:
    return {format_.content_type: _BINARY for format_ in formats}


def _ok(description: str, formats: tuple[Format, ...]) -> dict[str, Any]:
    return {
        "description": description,
        "headers": {"ETag": {"schema": _STRING}, "X-Comity-Generation": {"schema": {"type": "integer"}}},
        "content": _content(formats),
    }


def _parameter(
    name: str, where: str, description: str, schema: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    found = {"name": name, "in": where, "description": description, "schema": schema or _STRING, **more}
    return found | ({"required": True} if where == "path" else {})


def _operation(summary: str, responses: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"summary": summary, "responses": {**responses, "default": _PROBLEM}, **more}


_READING = [
    _parameter("timeout", "query", "Seconds that it may take at most, or such as 500ms.", {"type": "string"}),
    _parameter("min-version", "query", "Wait until this generation is published.", {"type": "integer", "minimum": 0}),
    _parameter("lang", "query", "Language of a page.", _STRING),
]
_DATASET = [
    _parameter(name, "query", description, {"type": "array", "items": {"type": "string", "format": "uri"}})
    for name, description in (
        ("default-graph-uri", "Graphs that make up the default graph."),
        ("named-graph-uri", "Graphs that are named graphs."),
    )
]
_FORMAT = _parameter("format", "query", "Name of a format; counts before Accept.")
_NOT_MODIFIED = {"304": {"description": "The client has this already."}}
_STATUS = {
    "application/json": {
        "schema": {
            "type": "object",
            "properties": {"status": _STRING, "reason": _STRING, "generation": {"type": "integer"}},
            "required": ["status"],
        }
    }
}


def _answered_query(**more: Any) -> dict[str, Any]:
    return _operation(
        "Run a SPARQL query (SPARQL 1.1 Protocol)",
        {"200": _ok("The result, or the description of the service.", _ANSWERS), **_NOT_MODIFIED},
        **more,
    )


def _sparql() -> dict[str, Any]:
    names = ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
    form = {"type": "object", "properties": dict.fromkeys(names, _STRING)}
    direct = {f"application/sparql-{kind}": {"schema": _TEXT} for kind in ("query", "update")}
    body = {"content": {_FORM: {"schema": form}, **direct}, "required": True}
    query = _parameter("query", "query", "The query; without it the service is described.", _TEXT)
    return {
        "get": _answered_query(parameters=[query, *_DATASET, _FORMAT, *_READING]),
        "post": _answered_query(parameters=[*_DATASET, _FORMAT, *_READING], requestBody=body),
    }


def _read(summary: str, formats: tuple[Format, ...], *parameters: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _ok("What is there.", formats), **_NOT_MODIFIED}
    return {"get": _operation(summary, responses, parameters=[*parameters, *_READING])}


def _dump() -> dict[str, Any]:
    known = [format_.extension for format_ in DUMPS]
    extension = _parameter("extension", "path", "The format.", {"type": "string", "enum": known})
    return _read("Everything that is published", DUMPS, extension)


def _data() -> dict[str, Any]:
    pages = (*GRAPHS, HTML)
    name = _parameter("name", "path", "The rest of the IRI, with or without the ending of a format.")
    slug = _parameter("slug", "path", "The rest of the graph's IRI.")
    endings = {"type": "string", "enum": [format_.extension for format_ in GRAPHS]}
    return {
        "/": _read("The home page", (HTML,)),
        "/id/{name}": _read("What is said about a thing", pages, name, _FORMAT),
        "/graph/{slug}": {**_read("What a named graph says", pages, slug, _FORMAT), **_writing(slug)},
        "/ontology": _read("The ontology", pages, _FORMAT),
        "/ontology.{extension}": _read(
            "The ontology in one format", pages, _parameter("extension", "path", "The format.", endings)
        ),
        "/dump.{extension}": _dump(),
        "/robots.txt": {
            "get": _operation("For crawlers", {"200": {"description": "Rules.", "content": _content((TEXT,))}})
        },
        "/static/{filename}": {
            "get": _operation(
                "Styles and pictures of the pages",
                {"200": {"description": "The file.", "content": {"*/*": _BINARY}}, **_NOT_MODIFIED},
                parameters=[_parameter("filename", "path", "Its name.")],
            )
        },
    }


def _writing(*parameters: dict[str, Any]) -> dict[str, Any]:
    """The ways in which a graph is changed (SPARQL 1.1 Graph Store HTTP Protocol)."""
    body = {"content": {format_.media_types[0]: _BINARY for format_ in GRAPHS}}  # without one the graph is empty
    token: dict[str, Any] = {"security": [{"write": []}], "parameters": list(parameters)}
    done = {"200": {"description": "Done."}}
    made = {**done, "201": {"description": "Done, and the graph is new.", "headers": {"Location": {"schema": _STRING}}}}
    return {
        "put": _operation("Put triples in the place of a graph", made, requestBody=body, **token),
        "post": _operation("Add triples to a graph", made, requestBody=body, **token),
        "delete": _operation("Remove a graph", done, **token),
    }


def _store() -> dict[str, Any]:
    named = [
        _parameter("graph", "query", "The graph's IRI.", {"type": "string", "format": "uri"}),
        _parameter("default", "query", "The default graph; has no value.", allowEmptyValue=True),
    ]
    return {**_read("The triples of a graph", GRAPHS, *named, _FORMAT), **_writing(*named)}


def _operations() -> dict[str, Any]:
    json_ = {"application/json": {"schema": {"type": "object"}}}
    token: dict[str, Any] = {"security": [{"admin": []}]}
    name = _parameter("name", "path", "The id of a running query.")
    ready = {
        "200": {"description": "Ready.", "content": _STATUS},
        "503": {"description": "Not yet.", "content": _STATUS},
    }
    numbers = {"200": {"description": "Numbers for Prometheus.", "content": {"text/plain": {"schema": _STRING}}}}
    return {
        "/health": {"get": _operation("Is it alive", {"200": {"description": "It is.", "content": _STATUS}})},
        "/ready": {"get": _operation("Is it ready", ready)},
        "/metrics": {"get": _operation("How is it doing", numbers)},
        "/openapi.json": {"get": _operation("This document", {"200": {"description": "It.", "content": json_}})},
        "/queries": {"get": _operation("What runs", {"200": {"description": "The list.", "content": json_}}, **token)},
        "/queries/{name}": {
            "delete": _operation("End a query", {"204": {"description": "Done."}}, parameters=[name], **token)
        },
    }


@cache
def _paths() -> dict[str, Any]:
    return {**_data(), "/sparql": _sparql(), "/store": _store(), **_operations()}


def document(url: str) -> dict[str, Any]:
    """The document.

    Args:
        url: of the server, as clients see it.
    """
    problem = {
        "type": "object",
        "properties": {
            "type": _STRING,
            "title": _STRING,
            "status": {"type": "integer"},
            "detail": _STRING,
            "line": {"type": "integer"},
            "column": {"type": "integer"},
            "excerpt": _STRING,
        },
        "required": ["type", "title", "status", "detail"],
    }
    refused = {"application/problem+json": {"schema": problem}, **_content((TEXT, HTML))}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Comity",
            "version": version("comity"),
            "summary": "News about security cooperation between states, as a graph.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": url}],
        "paths": _paths(),
        "components": {
            "responses": {"Problem": {"description": "Why it was refused (RFC 9457).", "content": refused}},
            "securitySchemes": {name: {"type": "http", "scheme": "bearer"} for name in ("admin", "write")},
        },
    }
