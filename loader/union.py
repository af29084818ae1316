"""The union of all graphs, as the default graph holds it: written in bulk after the graphs that it is of.

One bulk load for both would take twice the memory, and a batch wants to be large: the engine merges all that it has
after every few batches. So a file in HOME names the graphs while the union may lack them. Whoever opens the working
store after a kill in between makes it whole first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat

from loader import publish

if TYPE_CHECKING:
    from pyoxigraph import Store

    from loader.batch import Batch
    from ontology.home import Home


def load_in_bulk(store: Store, batch: Batch, home: Home) -> None:
    """Write a batch that only adds whole graphs or statements of them: after a kill it is in the store, or nothing of it."""
    graphs = batch.graphs_text()
    half_written = home.lacking_in_union.with_suffix(".tmp")
    half_written.write_text("\n".join(sorted(batch.names())), encoding="utf-8")
    publish.sync(half_written)
    half_written.replace(home.lacking_in_union)
    publish.sync(home.root)
    store.bulk_load(graphs, format=RdfFormat.N_QUADS, lenient=True)
    del graphs  # tens of megabytes
    store.bulk_load(batch.union_text(), format=RdfFormat.N_QUADS, lenient=True)
    home.lacking_in_union.unlink()


def complete(store: Store, home: Home) -> None:
    """Have the union hold what a load that was killed wrote only to graphs of its own. Only for the holder of the lock."""
    if not home.lacking_in_union.exists():
        return
    for name in home.lacking_in_union.read_text(encoding="utf-8").splitlines():
        store.extend([Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, NamedNode(name))])
    store.flush()
    home.lacking_in_union.unlink()
