/** README.md with a table in place of the one between `<!-- name -->` and `<!-- /name -->`. Throws if there is none. */
export function withTable(readme: string, name: string, lines: readonly string[]): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md has no ${begin} … ${end}`);
  return `${before}${begin}\n${lines.join('\n')}\n${end}${after}`;
}
