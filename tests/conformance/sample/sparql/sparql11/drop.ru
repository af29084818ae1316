DROP GRAPH <nothing-there>
