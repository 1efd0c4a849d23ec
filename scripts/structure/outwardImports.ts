import type { Ring } from './rules.ts';
import type { SourceFile } from './sourceFile.ts';

/**
 * Every import that a ring must not make, one line each for a person to read. A file of `src` in no ring counts too.
 */
export function outwardImports(files: readonly SourceFile[], rings: readonly Ring[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ path, imports }) => {
      const own = ringOf(path, rings);
      if (!own) return [`${path} is in no ring`];
      return imports.flatMap((imported) => {
        const other = ringOf(imported, rings);
        const name = other?.name ?? imported;
        return other?.folder === own.folder || own.imports.some((may) => may === '*' || may === name)
          ? []
          : [`${path} imports ${imported}: ${own.name} may not import ${name}`];
      });
    });
}

/** The ring of a file, and the folder that decides whether two files share it. */
function ringOf(path: string, rings: readonly Ring[]): (Ring & { readonly folder: string }) | undefined {
  const parts = path.split('/').slice(1);
  if (!path.startsWith('src/')) return undefined;
  for (let length = parts.length; length > 0; length--) {
    const folder = parts.slice(0, length).join('/');
    const family = length < parts.length ? `${parts.slice(0, length - 1).join('/')}/*` : folder;
    const ring = rings.find(({ name }) => name === folder) ?? rings.find(({ name }) => name === family);
    if (ring) return { ...ring, folder };
  }
  return undefined;
}
