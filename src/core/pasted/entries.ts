/** Lines that begin something new wherever they stand: those with a time or a log level. */
const logLine =
  /^[\s|>[(]{0,10}(?:\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b)/;
/** Lines that begin an error, unless they stand within an object. */
const errorLine =
  /^(?: {0,8}[^\w\s"'{}[\]()]{1,3} {0,3}|[^\w\s"'{}[\]()]{0,5} ?)\[?(?:[A-Z][\w.]{0,60}(?:Error|Exception)\b|[a-z_]{1,30}\.[\w.]{0,60}(?:Error|Exception)\b|Error\b|API Error|API request failed|Traceback|HTTP\/\d|HTTP \d|[45]\d\d\b|data:|event:|Caused by|During handling)/;

/** The most entries read, counted from the end. */
const mostEntries = 300;

/**
 * Splits the text into separate errors and log lines, in order. An object over several lines stays together, and so do
 * continuation lines.
 */
export function entriesOf(text: string): string[] {
  const entries: string[][] = [];
  let depth = 0;
  let blank = true;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      blank = true;
      continue;
    }
    const inside = depth > 0;
    const begins = logLine.test(line) || errorLine.test(inside ? `"${line}` : line) || (blank && !inside);
    if (begins || entries.length === 0) {
      entries.push([]);
      depth = 0;
    }
    entries.at(-1)?.push(line);
    depth = Math.max(0, depth + balance(line));
    blank = false;
  }
  return entries.slice(-mostEntries).map((lines) => lines.join('\n'));
}

/** Whether an entry begins with a time or a log level, and so stands for itself. */
export function isLogLine(entry: string): boolean {
  return logLine.test(entry);
}

/** Brackets that a line opens minus those that it closes. */
function balance(line: string): number {
  let open = 0;
  for (let at = 0; at < line.length; at++) {
    const letter = line.charCodeAt(at);
    if (letter === 0x7b || letter === 0x5b) open++;
    else if (letter === 0x7d || letter === 0x5d) open--;
  }
  return open;
}
