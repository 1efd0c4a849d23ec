/** Node's diagnostics channels, as far as they are listened to. */
export interface Channels {
  subscribe(name: string, onMessage: (message: unknown) => void): void;
  unsubscribe(name: string, onMessage: (message: unknown) => void): boolean;
}

/**
 * The only channels that are ever subscribed to: they carry headers, or that a request has failed. Those that carry what is sent
 * and answered are named nowhere in this code (docs/threats.md, T15).
 */
export const headerChannels = {
  /** `fetch` of Node, and every undici that an extension brings. */
  undiciMade: 'undici:request:create',
  /** Once there is a connection. Those of undici 6 say nothing for HTTP/2, whose streams do. */
  undiciLeaves: 'undici:client:sendHeaders',
  undiciAnswers: 'undici:request:headers',
  undiciFails: 'undici:request:error',
  /**
   * `node:http` and `node:https`. Created where the caller's stack still tells who it is; written later, with its headers, maybe
   * to a socket that is not connected yet.
   */
  httpCreated: 'http.client.request.created',
  httpMade: 'http.client.request.start',
  httpAnswers: 'http.client.response.finish',
  /** `node:http2`, which undici uses as well. It starts once there is a connection. */
  http2Leaves: 'http2.client.stream.start',
  http2Answers: 'http2.client.stream.finish',
} as const;
