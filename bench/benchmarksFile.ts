import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../test/support/editorHome.ts';

const file = join(repository, 'BENCHMARKS.md');
const figuresSection = /(<!-- figures -->\n).*(<!-- end of figures -->)/s;

/** Replaces the figures in `BENCHMARKS.md` and leaves its text alone. */
export function writeFigures(figures: string): void {
  const text = readFileSync(file, 'utf8');
  if (!figuresSection.test(text)) throw new Error('BENCHMARKS.md has lost the marks that its figures stand between.');
  writeFileSync(
    file,
    text.replace(figuresSection, (_, start: string, end: string) => `${start}\n${figures}\n\n${end}`),
  );
}
