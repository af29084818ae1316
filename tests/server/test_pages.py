"""What the IRIs answer, and the pages for people."""

from __future__ import annotations

import gzip
import re
import urllib.request
from html.parser import HTMLParser

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.terms import SCHEMA, C
from server.pages.examples import examples

BASE = "https://w3id.org/comity/"
HTML = {"Accept": "text/html"}
PAGES = [
    "/",
    "/sparql",
    "/ontology",
    "/id/country/BY",
    "/id/article/one",
    "/id/agreement/a1",
    "/graph/one",
    "/nothing",
    "/sparql?query=SELECT%20*%20{?s%20?p%20?o}",
    "/id/meeting/m1?lang=ru",
]


class Page(HTMLParser):
    """Collects what a browser would load by itself, the links, and whether elements close in order."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, text):
        super().__init__()
        self.loaded, self.links, self.ids, self.stack, self.wrong = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.VOID:
            self.stack.append(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if "src" in given or tag in ("script", "iframe", "object"):
            self.loaded.append(given.get("src", tag))
        if tag == "link" and given["rel"] in ("stylesheet", "icon"):
            self.loaded.append(given["href"])
        if tag == "a":
            self.links.append(given["href"])

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_elsewhere_and_run_no_script(client, path):
    text = client.get(path, headers=HTML).text
    page = Page(text)
    assert page.loaded
    assert all(address.startswith("/static/") for address in page.loaded)
    assert not re.search(r"<script|\son\w+=|style=|javascript:", text)
    assert not page.wrong
    assert not page.stack
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    "path", ["/", "/id/country/BY", "/id/article/one", "/id/agreement/a1?lang=ru", "/ontology", "/sparql"]
)
def test_own_links_lead_somewhere(client, path):
    for link in {link.partition("#")[0] for link in Page(client.get(path, headers=HTML).text).links}:
        if link.startswith("/"):
            assert client.get(link, headers=HTML).status_code in (200, 404), link
            # Concepts that the test's data does not describe are only objects of statements, and these have pages.
            assert client.get(link, headers=HTML).status_code == 200, link


@pytest.mark.parametrize(
    ("accept", "extension", "format_"),
    [
        ("text/turtle", "ttl", RdfFormat.TURTLE),
        ("application/n-triples", "nt", RdfFormat.N_TRIPLES),
        ("application/ld+json", "jsonld", RdfFormat.JSON_LD),
        ("application/rdf+xml", "rdf", RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("path", ["/id/agreement/a1", "/id/country/BY", "/graph/one"])
def test_entities_in_every_format(client, path, accept, extension, format_):
    by_accept = client.get(path, headers={"Accept": accept})
    by_suffix = client.get(f"{path}.{extension}", headers={"Accept": "image/png"})
    assert by_accept.status_code == by_suffix.status_code == 200
    assert by_accept.data == by_suffix.data
    assert by_accept.content_type.startswith(accept)
    assert by_accept.headers["Content-Location"] == f"{path}.{extension}"
    triples = {quad.triple for quad in parse(by_accept.data, format_)}
    node = NamedNode(BASE + path[1:])
    if path.startswith("/id/"):
        assert all(node in (triple.subject, triple.object) for triple in triples)
        assert {triple.subject for triple in triples} >= {node}
    assert len(triples) >= 8


def test_tools_get_turtle_and_browsers_html(client):
    assert client.get("/id/country/BY").content_type.startswith("text/turtle")
    assert client.get("/id/country/BY", headers={"Accept": "*/*"}).content_type.startswith("text/turtle")
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/id/country/BY", headers={"Accept": browser}).content_type.startswith("text/html")
    assert client.get("/id/country/BY.html").content_type.startswith("text/html")
    assert client.get("/id/country/BY", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path", ["/id/country/XX", "/id/country/XX.ttl", "/id/nothing", "/graph/none", "/id/a%20b", "/x"]
)
def test_unknown_is_404(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


def test_the_base_maps_any_host_to_the_same_iri(home, client_of):
    client = client_of(home.root)
    assert client.get("/id/country/BY", base_url="http://mirror.example").status_code == 200
    other = client_of(home.root, base="https://other.example/")
    assert other.get("/id/country/BY").status_code == 404


def test_an_agreement_shows_its_facts_and_its_sentence(client):
    text = client.get("/id/agreement/a1", headers=HTML).text
    assert "<blockquote" in text
    assert "The prosecutors signed a programme today." in text
    assert 'href="/id/article/one#char=0,40"' in text
    assert "characters 0–40" in text
    assert "9 April, year not stated" in text
    assert 'href="/id/country/CN"' in text


def test_an_article_lists_what_it_reports_with_sentences(client):
    text = client.get("/id/article/one", headers=HTML).text
    assert text.index("<h2>Agreements") < text.index("Programme of Belarus") < text.index("<h2>Meetings")
    assert 'id="char=0,40"' in text
    assert "Lukashenko received Guo Shengkun." in text
    assert "https://news.example/one" in text
    assert "10 April 2018" in text
    assert "Prosecutors &lt;b&gt;sign&lt;/b&gt; &amp; shake hands" in text


def test_labels_are_in_the_readers_language(client):
    russian = client.get("/id/agreement/a1", headers={**HTML, "Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"}).text
    assert ">Беларусь</a>" in russian
    assert ">сторона</a>" in russian
    assert ">中国</a>" in client.get("/id/agreement/a1?lang=zh", headers={**HTML, "Accept-Language": "ru"}).text
    assert ">Vietnam</a>" in client.get("/id/agreement/a2?lang=zh", headers=HTML).text
    assert ">Belarus</a>" in client.get("/id/agreement/a1", headers={**HTML, "Accept-Language": "tlh"}).text


def test_a_chosen_language_stays_chosen(client):
    links = Page(client.get("/id/agreement/a1?lang=ru", headers=HTML).text).links
    assert "/id/country/BY?lang=ru" in links


def test_incoming_facts_are_shown(client):
    text = client.get("/id/country/CN", headers=HTML).text
    assert "Programme of Belarus and China against terrorism, signed" in text
    assert "Referred to as" in text


def test_ontology(client):
    page = client.get("/ontology", headers=HTML).text
    assert 'id="Agreement"' in page
    assert "A concrete document." in page
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert "c:Agreement a owl:Class" in turtle.text
    assert client.get("/ontology.ttl").data == turtle.data


def test_home_counts_and_examples(client):
    text = client.get("/", headers=HTML).text
    assert re.search(r"<dt>articles</dt><dd>2</dd>", text)
    assert re.search(r"<dt>agreements</dt><dd>3</dd>", text)
    for example in examples():
        assert example.summary in text


def test_pages_answer_304(client):
    for path in ("/", "/id/country/BY", "/ontology"):
        tag = client.get(path, headers=HTML).headers["ETag"]
        assert client.get(path, headers={**HTML, "If-None-Match": tag}).status_code == 304
        assert client.get(f"{path}?lang=ru", headers=HTML).headers["ETag"] != tag


def test_an_empty_home_says_how_to_load(empty_client):
    page = empty_client.get("/", headers=HTML)
    assert page.status_code == 200
    assert "comity load PATH" in page.text
    assert empty_client.get("/sparql?query=SELECT * {?s ?p ?o}").json["results"]["bindings"] == []
    assert empty_client.get("/dump.nt").data == b""
    assert empty_client.get("/id/country/BY").status_code == 404


def test_scripts_in_the_data_stay_text(client):
    query = "SELECT ('<script>alert(1)</script>' AS ?x) (<javascript:alert(1)> AS ?y) {}"
    text = client.get("/sparql", query_string={"query": query}, headers=HTML).text
    assert "<script" not in text
    assert 'href="javascript' not in text


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_examples_run_and_answer(client, example):
    response = client.get("/sparql", query_string={"query": example.sparql})
    assert response.status_code == 200
    assert response.json["results"]["bindings"], "the test's data has an answer to every example"


def test_examples_use_only_published_words(client):
    for example in examples():
        for prefix, namespace in re.findall(r"PREFIX (\S*): <(\S+)>", example.sparql):
            assert namespace.startswith((f"{BASE}id/", C.namespace, SCHEMA.namespace, "http://www.w3.org/")), prefix


def test_static_files_come_packed_over_a_socket(start, home):
    process = start("serve", "--port", "0", home=home.root)
    try:
        url = process.stderr.readline().split(" on ")[1].split()[0]
        request = urllib.request.Request(f"{url}static/comity.css", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=10) as response:
            assert response.headers["Content-Encoding"] == "gzip"
            assert b"body" in gzip.decompress(response.read())
    finally:
        process.terminate()
        process.communicate()
