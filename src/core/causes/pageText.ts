/** The words of a gateway's HTML page, without its markup; other text as it is. */
export function pageText(body: string): string {
  if (!/<(?:!doctype|html|head|body|title|h1)\b/i.test(body.slice(0, 2000))) return body;
  return body
    .replace(/<(?:style|script)\b[^<]{0,20000}<\/(?:style|script)>/gi, ' ')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ');
}
