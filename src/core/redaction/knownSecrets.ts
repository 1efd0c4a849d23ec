/** Removes values that are known to be secret, whatever their shape, in every form in which they are written. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  // The longest first: removing a part of a longer secret would leave the rest of it.
  const forms = [...secrets].filter((secret) => secret.length >= 4).flatMap(formsOf);
  for (const form of forms.sort((a, b) => b.length - a.length)) clean = clean.replaceAll(form, '[key]');
  return clean;
}

/** The ways in which a secret is written: as it is, in JSON, in URLs, in Base64. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  const lower = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
  const written = [secret, JSON.stringify(secret).slice(1, -1), inUrl, lower(inUrl), inForm, lower(inForm)];
  return [...new Set([...written, ...base64Forms(secret)])];
}

/**
 * The characters by which a text shows within a longer one in Base64: those that do not depend on its neighbors, at
 * each of three offsets.
 */
function base64Forms(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].flatMap((offset) => {
    const shifted = [...new Uint8Array(offset), ...bytes];
    const encoded = btoa(shifted.map((byte) => String.fromCharCode(byte)).join(''));
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
