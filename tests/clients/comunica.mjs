// Asks an endpoint by Comunica and prints the answer as JSON: the rows of a SELECT, or the number of quads of a CONSTRUCT.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query] = process.argv.slice(2);
const result = await new QueryEngine().query(query, { sources: [{ type: "sparql", value: endpoint }] });
if (result.resultType === "bindings") {
  const rows = await (await result.execute()).toArray();
  console.log(JSON.stringify(rows.map((row) => Object.fromEntries([...row].map(([k, term]) => [k.value, term.value])))));
} else {
  console.log(JSON.stringify((await (await result.execute()).toArray()).length));
}
