import type { Figure } from './figure.ts';

/** The figures as a Markdown table whose columns also line up in a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, budget, met }) => [name, value, budget ?? '', verdict(met)]);
  const lines = [['what', 'figure', 'budget', 'met'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = '', ...body] = lines.map(text);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return '';
  return met ? 'yes' : 'no';
}
