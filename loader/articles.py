"""A document to its articles' graphs: the pipeline.

document → stories → sentences → facts → triples
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from loader.extract import extract
from loader.graph.statements import Graph
from loader.graph.triples import add_facts, describe_article
from loader.model import ArticleGraph
from loader.read import sentences, stories
from ontology.reference import version
from ontology.terms import PROV, RDF, RDFS, C

if TYPE_CHECKING:
    from loader.model import Document, Story
    from ontology.lexicon import Lexicon
    from ontology.terms import Names


def article_graphs(document: Document, lexicon: Lexicon, names: Names) -> tuple[ArticleGraph, ...]:
    """The graphs of a document's articles. Pure: equal documents, lexicon and names give equal graphs."""
    return tuple(_article_graph(story, lexicon, names) for story in stories(document))


def activity(document: Document, lexicon: Lexicon, names: Names) -> NamedNode:
    """The extraction that reads this document: the same for the same software, lexicon and input bytes."""
    return names.entity("activity", names.event_slug(version(), lexicon.version, document.sha256))


def _article_graph(story: Story, lexicon: Lexicon, names: Names) -> ArticleGraph:
    slug = names.article_slug(story.identifier)
    article = names.article(slug)
    split = sentences(story)
    graph = Graph(story, split, lexicon, names, article)
    describe_article(graph)
    _provenance(graph)
    add_facts(graph, extract(story, split, lexicon))
    return ArticleGraph.of_rows(names.graph(slug), article, story.identifier, graph.rows)


def _provenance(graph: Graph) -> None:
    """Where the article came from, and by what it was read (PROV-O)."""
    document = graph.story.document
    node = graph.names.document(document.identifier)
    run = activity(document, graph.lexicon, graph.names)
    graph.add(graph.article, C.document, node)
    graph.add(graph.article, PROV.wasDerivedFrom, node)
    graph.add(graph.article, PROV.wasGeneratedBy, run)
    graph.add(node, RDF.type, C.Document)
    graph.add(node, RDFS.label, Literal(document.identifier, language="und"))
    graph.add(node, C.sha256, Literal(document.sha256))
    graph.add(node, C.textSha256, Literal(document.text_sha256))
    graph.add(run, RDF.type, PROV.Activity)
    graph.add(run, PROV.used, node)
    graph.add(run, C.softwareVersion, Literal(version()))
    graph.add(run, C.lexiconVersion, Literal(graph.lexicon.version))
