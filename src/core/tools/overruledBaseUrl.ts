import type { OverruledFile } from './connectableTools.ts';
import { fieldIn } from './terminalVariables.ts';

/** The base URL that a file names which counts less than a variable; `null` where it names none, or nobody can tell. */
export function overruledBaseUrl(text: string, { at }: Pick<OverruledFile, 'at'>): string | null {
  return at.kind === 'field' ? fieldIn(plainJson(text), at.path) : lineIn(text, at.name);
}

/** The value behind a name, as in files of variables and in YAML; of several the last. */
function lineIn(text: string, name: string): string | null {
  const line = new RegExp(
    `^\\ufeff?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*[=:][ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s#]+))`,
    'gm',
  );
  const found = [...text.matchAll(line)].at(-1);
  return found?.slice(1).find((value) => value !== undefined) ?? null;
}

/** JSON without the comments and the commas that editors allow in it. */
function plainJson(text: string): string {
  const withoutComments = text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, quoted?: string) => quoted ?? '',
  );
  return withoutComments
    .replace(/^\ufeff/, '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? '');
}
