/** Writes the table of settings in README.md from package.json; `--check` only says whether it is up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from './readmeTable.ts';

const root = join(import.meta.dirname, '..');

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
}

/** README.md with the table that package.json gives now. */
export function readmeWithSettings(
  readme: string,
  manifest: { contributes: { configuration: unknown } },
  words: Readonly<Record<string, string>>,
): string {
  const sections = manifest.contributes.configuration as readonly { properties: Record<string, Setting> }[];
  const rows = sections.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { description, markdownDescription, default: value, enum: values }]) => {
      const key = (markdownDescription ?? description ?? '').replaceAll('%', '');
      const says = (words[key] ?? '').replaceAll('|', '\\|');
      const choices = values ? ` One of ${values.map((choice) => `\`${choice}\``).join(', ')}.` : '';
      return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${says}${choices} |`;
    }),
  );
  return withTable(readme, 'settings', ['| Setting | Default | Meaning |', '|:--|:--|:--|', ...rows]);
}

if (import.meta.main) {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const json = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const wanted = readmeWithSettings(readme, json('package.json'), json('package.nls.json'));
  if (process.argv.includes('--check')) {
    if (wanted !== readme) {
      console.error('The table of settings in README.md is out of date: npm run settings-table');
      process.exitCode = 1;
    }
  } else writeFileSync(file, wanted);
}
