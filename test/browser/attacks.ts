/**
 * Everything that a page can do to send a request, by name. Runs in the page, where nothing of this module is left but the
 * function itself. Resolves once each has come to its end, to what the page could read of the answers.
 */
export async function attack(address: string): Promise<string[]> {
  const read: string[] = [];
  const at = (name: string) => `${address}?${name}`;
  const fetched = async (name: string, options: RequestInit) => {
    const answer = await fetch(at(name), options);
    if (answer.type !== 'opaque' && answer.ok) read.push(`${name}: ${await answer.text()}`);
  };
  const json = { 'content-type': 'application/json' };
  const plain = { method: 'POST', mode: 'no-cors', body: '{}', headers: { 'content-type': 'text/plain' } } as const;
  const elementOf = (tag: 'img' | 'script' | 'iframe', name: string) =>
    new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = resolve;
      element.src = at(name);
      document.body.append(element);
    });
  const form = () =>
    new Promise((resolve) => {
      const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
      const sent = document.createElement('form');
      Object.assign(sent, { method: 'post', action: at('form'), target: 'target', enctype: 'text/plain' });
      document.body.append(frame, sent);
      frame.onload = resolve;
      sent.submit();
    });
  const socket = () =>
    new Promise((resolve) => {
      const opened = new WebSocket(at('websocket').replace('http', 'ws'));
      opened.onopen = () => read.push('websocket');
      opened.onclose = resolve;
    });
  const events = () =>
    new Promise<void>((resolve) => {
      const source = new EventSource(at('events'));
      source.onopen = () => read.push('events');
      source.onerror = () => {
        source.close();
        resolve();
      };
    });
  await Promise.allSettled([
    fetched('fetch', {}),
    fetched('fetch-blind', { mode: 'no-cors' }),
    fetched('fetch-post', plain),
    fetched('fetch-json', { method: 'POST', body: '{}', headers: { ...json, authorization: 'Bearer x' } }),
    elementOf('img', 'img'),
    elementOf('script', 'script'),
    elementOf('iframe', 'iframe'),
    form(),
    socket(),
    events(),
  ]);
  return read;
}

/** What of the above reaches a server that asks nobody who they are. Of `fetch-json` it is the question before it. */
export const ways = [
  'events',
  'fetch',
  'fetch-blind',
  'fetch-json',
  'fetch-post',
  'form',
  'iframe',
  'img',
  'script',
  'websocket',
];
