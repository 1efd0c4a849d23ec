/** Node's diagnostics channels, as far as they are listened to. */
export interface Channels {
  subscribe(name: string, onMessage: (message: unknown) => void): void;
  unsubscribe(name: string, onMessage: (message: unknown) => void): boolean;
}

/**
 * The only channels that are ever subscribed to: they carry headers. Those that carry what is sent and answered are named
 * nowhere in this code (docs/threats.md, T15).
 */
export const headerChannels = {
  /** `fetch` of Node, and every undici that an extension brings. */
  undiciLeaves: 'undici:request:create',
  undiciAnswers: 'undici:request:headers',
  /** `node:http` and `node:https`. Created where the caller's stack still tells who it is; sent later, with its headers. */
  httpCreated: 'http.client.request.created',
  httpLeaves: 'http.client.request.start',
  httpAnswers: 'http.client.response.finish',
  /** `node:http2`, which undici uses as well. */
  http2Leaves: 'http2.client.stream.created',
  http2Answers: 'http2.client.stream.finish',
} as const;
