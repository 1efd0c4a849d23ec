import type { ToolFile } from './toolFile.ts';

type Form = Pick<ToolFile, 'format' | 'name'>;

/** Behind a line of ours, so that its reader knows whose it is. */
const mark = ' # set by Keygauge';

/** The base URL that the text of a tool's file names; `null` where it names none, or nobody can tell. */
export function baseUrlIn(text: string, form: Form): string | null {
  const found = placeIn(text, form);
  return found === null || found === 'unclear' ? null : found.value;
}

/** Whether the line that names it was added here. */
export function isMarked(text: string, form: Form): boolean {
  const found = placeIn(text, form);
  return found !== null && found !== 'unclear' && text.startsWith(mark, found.to + 1);
}

/**
 * The text with another base URL and all else byte for byte as it was; `null` where that cannot be done safely. A file
 * of JSON gets no new field.
 */
export function withBaseUrl(text: string, form: Form, baseUrl: string): string | null {
  const found = placeIn(text, form);
  if (found === 'unclear' || (found === null && form.format === 'json')) return null;
  if (found !== null) return text.slice(0, found.from) + baseUrl + text.slice(found.to);
  // Above everything, since what follows a table's head belongs to that table.
  const [, bom = '', rest = ''] = /^(\ufeff?)([\s\S]*)$/.exec(text) ?? [];
  return `${bom}${form.name} = ${JSON.stringify(baseUrl)}${mark}${rest.includes('\r\n') ? '\r\n' : '\n'}${rest}`;
}

/** The text as it was before; `before`: the base URL of then, `null` where there was none. `null` as above. */
export function withoutBaseUrl(text: string, form: Form, before: string | null): string | null {
  if (before !== null) return withBaseUrl(text, form, before);
  const found = placeIn(text, form);
  if (found === 'unclear' || form.format === 'json') return null;
  if (found === null) return text;
  const start = text.lastIndexOf('\n', found.from - 1) + 1;
  const end = text.indexOf('\n', found.to);
  const bom = start === 0 && text.startsWith('\ufeff') ? '\ufeff' : '';
  return text.slice(0, start) + bom + (end < 0 ? '' : text.slice(end + 1));
}

interface Place {
  readonly value: string;
  /** Where it stands between its quotes, which are either of two. */
  readonly from: number;
  readonly to: number;
}

/** `unclear`: it is there twice, or in a form that we do not read. */
function placeIn(text: string, { format, name }: Form): Place | 'unclear' | null {
  const [key, value] =
    format === 'json'
      ? [new RegExp(`"${name}"\\s*:\\s*`, 'g'), /"((?:[^"\\\n]|\\.)*)"/y]
      : [
          new RegExp(`^\\ufeff?[ \\t]*["']?${name}["']?[ \\t]*=[ \\t]*`, 'gm'),
          /"((?:[^"\\\n]|\\.)*)"(?!")|'([^'\n]*)'(?!')/y,
        ];
  // It is of another encoding, whose characters would be lost.
  if (text.includes('\ufffd')) return 'unclear';
  const keys = [...text.matchAll(key)];
  const [first] = keys;
  if (first === undefined) return null;
  value.lastIndex = first.index + first[0].length;
  const found = value.exec(text);
  const isNested = format === 'toml' && /^[ \t]*\[/m.test(text.slice(0, first.index));
  if (keys.length > 1 || found === null || isNested || /\\/.test(found[0])) return 'unclear';
  return { value: found[1] ?? found[2] ?? '', from: found.index + 1, to: value.lastIndex - 1 };
}
