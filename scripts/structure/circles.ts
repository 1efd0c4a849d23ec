/**
 * The circles among imports: groups of files that all reach each other, sorted by size and then by name. Each group is
 * a shortest way round, from its alphabetically first file back to that file.
 */
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const reachable = new Map([...imports.keys()].map((file) => [file, reach(imports, file)]));
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const file of [...imports.keys()].sort()) {
    if (seen.has(file) || !reachable.get(file)?.has(file)) continue;
    for (const other of reachable.get(file) ?? []) if (reachable.get(other)?.has(file)) seen.add(other);
    found.push(wayRound(imports, file));
  }
  return found.sort((one, other) => one.length - other.length);
}

/** All files that one step or more leads to. */
function reach(imports: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const next of imports.get(file) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

function wayRound(imports: ReadonlyMap<string, readonly string[]>, start: string): string[] {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}
