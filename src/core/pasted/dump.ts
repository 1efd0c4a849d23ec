import { normalizeHeaders } from '../dialects/response.ts';

/** A response as `curl -i` or `curl -v` prints it. */
export interface DumpedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const statusLine = /^(?:< {0,2})?HTTP\/[\d.]{1,3} {1,3}(\d{3})\b/;
const headerLine = /^(?:< {0,2})?([A-Za-z][\w-]{0,80}): {0,5}(.{0,2000})$/;

/** The last refused response of a dump, else its last response; `null` if the text is no dump. */
export function dumpedResponse(text: string): DumpedResponse | null {
  const responses: { status: number; headers: [string, string][]; body: string[] }[] = [];
  let inHead = false;
  for (const line of text.split('\n')) {
    const status = statusLine.exec(line)?.[1];
    const current = responses.at(-1);
    if (status !== undefined) {
      responses.push({ status: Number(status), headers: [], body: [] });
      inHead = true;
    } else if (!current || /^(?:[>*{}] |[{}] \[|>$)/.test(line)) {
      // The lines that were sent hold the key; curl's own remarks say nothing.
    } else if (inHead) {
      const header = headerLine.exec(line);
      if (header) current.headers.push([header[1] ?? '', header[2] ?? '']);
      else if (line.trim() === '' || line.trim() === '<') inHead = false;
      else {
        inHead = false;
        current.body.push(line);
      }
    } else current.body.push(line);
  }
  const chosen = responses.findLast(({ status }) => status >= 400) ?? responses.at(-1);
  if (!chosen) return null;
  return { status: chosen.status, headers: normalizeHeaders(chosen.headers), body: chosen.body.join('\n').trim() };
}
