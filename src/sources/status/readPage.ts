import { boundFetch, WordedError } from '../../providers/boundFetch.ts';

/** Largest page that is read, in bytes: some tell of a quarter of a year. */
const largest = 1024 * 1024;

/**
 * Fetches a public page: without key, cookie or referrer, following no redirect. Rejects where it does not come whole and
 * with 200.
 */
export async function readPage(url: string, signal: AbortSignal): Promise<string> {
  const fetch = boundFetch(new URL(url).origin, { accept: '*/*' }, () => {}, largest);
  const response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (response.status !== 200) throw new WordedError(`The page answered with the status ${response.status}`);
  return response.text();
}
