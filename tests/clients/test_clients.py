"""What people ask the endpoint with, each as its own documentation says: a contract with their clients."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
import SPARQLWrapper as wrapper  # noqa: N813 — it is a module, whatever its letters
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.tools import ALL, missing

HERE = Path(__file__).parent
QUESTION = (HERE.parents[1] / "server" / "queries" / "01-agreements-belarus-china.rq").read_text()
COUNTRIES = (
    "PREFIX c: <https://w3id.org/comity#> SELECT ?code { ?country a c:Country ; c:isoCode ?code } ORDER BY ?code"
)
BELARUS = URIRef("https://w3id.org/comity/id/country/BY")
DESCRIBED = f"CONSTRUCT {{ <{BELARUS}> ?p ?o }} WHERE {{ <{BELARUS}> ?p ?o }}"
ANSWERS = 2  # to the question on the seeds, as the contract says


@pytest.fixture(scope="module")
def endpoint(seeds_comity):
    """The URL of the endpoint of a running server over the seeds."""
    with seeds_comity.serving() as address:
        yield f"{address}/sparql"


@pytest.mark.parametrize("method", [wrapper.GET, wrapper.POST, "POSTDIRECTLY"])
def test_sparqlwrapper_select(endpoint, method):
    client = wrapper.SPARQLWrapper(endpoint, returnFormat=wrapper.JSON)
    if method == "POSTDIRECTLY":
        client.setRequestMethod(wrapper.POSTDIRECTLY)
        method = wrapper.POST
    client.setMethod(method)
    client.setQuery(QUESTION)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert len(rows) == ANSWERS
    assert all(row["agreement"]["type"] == "uri" for row in rows)


def test_sparqlwrapper_formats(endpoint):
    client = wrapper.SPARQLWrapper(endpoint)
    client.setQuery("ASK { ?s ?p ?o }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setReturnFormat(wrapper.XML)
    assert client.queryAndConvert().getElementsByTagName("boolean")[0].firstChild.data == "true"
    client.setQuery(COUNTRIES)
    client.setReturnFormat(wrapper.CSV)
    lines = client.queryAndConvert().decode().split()
    assert lines[0] == "code"
    assert "BY" in lines
    client.setReturnFormat(wrapper.TSV)
    assert client.queryAndConvert().decode().startswith("?code\n")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper uses it
@pytest.mark.parametrize("format_", [wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD])
def test_sparqlwrapper_construct(endpoint, format_):
    client = wrapper.SPARQLWrapper(endpoint, returnFormat=format_)
    client.setQuery(DESCRIBED)
    found = client.queryAndConvert()
    graph = Graph().parse(data=found, format="turtle") if isinstance(found, bytes | str) else found
    assert (BELARUS, RDFS.label, Literal("Belarus", lang="en")) in graph


def test_sparqlwrapper_tells_a_syntax_error(endpoint):
    client = wrapper.SPARQLWrapper(endpoint)
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1, column"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparql_store(endpoint, method):
    # Aware of contexts, a Graph would name itself in default-graph-uri, and so ask an empty one.
    graph = Graph(SPARQLStore(endpoint, method=method, context_aware=False))
    assert len(list(graph.query(QUESTION))) == ANSWERS
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert Literal("Belarus", lang="en") in graph.query(DESCRIBED).graph.objects(BELARUS, RDFS.label)


def test_rdflib_sparql_store_reads_triples(endpoint):
    store = SPARQLStore(endpoint)
    labels = {triple[2] for triple, _ in store.triples((BELARUS, RDFS.label, None))}
    assert Literal("Belarus", lang="en") in labels


def test_pandas(endpoint):
    table = pd.read_csv(f"{endpoint}?{urlencode({'query': QUESTION, 'format': 'csv'})}")
    assert list(table.columns) == ["agreement", "label", "date"]
    assert len(table) == ANSWERS
    codes = pd.read_csv(f"{endpoint}?{urlencode({'query': COUNTRIES, 'output': 'csv'})}", keep_default_na=False).code
    assert codes.is_monotonic_increasing
    assert "NA" in set(codes)  # Namibia


def test_curl(endpoint):
    if not (curl := shutil.which("curl")):
        missing("curl", "apt-get install curl")
    command = [curl, "-sS", "--fail", "--compressed", endpoint, "-H", "Accept: text/csv"]
    told = subprocess.run([*command, "--data-urlencode", f"query={QUESTION}"], capture_output=True, check=True).stdout
    assert len(told.decode().splitlines()) == ANSWERS + 1
    told = subprocess.run([*command, "-G", "--data-urlencode", f"query={COUNTRIES}"], capture_output=True, check=True)
    assert "BY" in told.stdout.decode().split()
    wrong = subprocess.run([*command, "--data-urlencode", "query=SELECT"], capture_output=True, check=False)
    assert wrong.returncode == 22  # --fail: a status of 400 or more
    assert b"400" in wrong.stderr


@pytest.fixture(scope="module")
def comunica():
    """`comunica(endpoint, query)`: what Comunica makes of the answer."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        missing("Node.js with npm", "apt-get install nodejs npm")
    if not (HERE / "node_modules").is_dir():
        if ALL not in os.environ:
            missing("Comunica", f"npm ci --prefix tests/clients, or set {ALL}=1")
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True)

    def ask(endpoint, query):
        done = subprocess.run(
            [node, "comunica.mjs", endpoint, query], cwd=HERE, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return ask


def test_comunica(endpoint, comunica):
    assert len(comunica(endpoint, QUESTION)) == ANSWERS
    assert {"code": "BY"} in comunica(endpoint, COUNTRIES)
    assert comunica(endpoint, DESCRIBED) > 10
