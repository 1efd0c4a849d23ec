/**
 * The circles among imports: groups of files in which each reaches each other, by size and then by name. A group is given as
 * a shortest way round, from its first file in alphabetical order back to that.
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

/** All files that can be reached in one step or more. */
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
