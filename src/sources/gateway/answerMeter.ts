import { EventStream } from './eventStream.ts';
import { FieldScanner, wantedFields } from './fieldScanner.ts';
import { type PlainBytes, plainBytes } from './plainBytes.ts';
import { type ToldUse, usagePaths, withUsage } from './usage.ts';

/** What an answer says of itself besides what it says. */
export interface Metered {
  readonly use: ToldUse;
  /** An error as the provider's own object, also one within a stream that began well; `undefined` if none came. */
  readonly error: unknown;
  readonly model: string | null;
}

const errorPaths = ['error', 'response.error', 'type', 'code', 'message'];
const modelPaths = ['model', 'message.model', 'response.model', 'modelVersion'];
const wanted = wantedFields([...usagePaths, ...errorPaths, ...modelPaths]);
const longestModel = 100;
/** Bytes of an answer in one piece that are looked at. Streams have no end to their length. */
const mostOfOne = 16 * 1024 * 1024;

/** Reads numbers and names off an answer that passes. Nothing of what it says is kept. */
export class AnswerMeter {
  #use: ToldUse = {};
  #fields: Record<string, unknown> = {};
  #error: unknown;
  #model: string | null = null;
  #seen = 0;
  readonly #bytes: PlainBytes;

  /** `type` and `encoding` as the headers have them; `learnt` is told whenever usage or an error was read. */
  constructor(type: string | null, encoding: string | null, learnt: () => void) {
    let scanner = this.#scanner(learnt);
    const events = new EventStream(
      (data) => scanner.push(data),
      () => {
        scanner = this.#scanner(learnt);
        // An event of the Responses API that is an error by itself.
        const { type, code, message } = this.#fields;
        this.#fields = {};
        if (type !== 'error' || code === undefined || this.#error !== undefined) return;
        this.#error = { error: { code, message } };
        learnt();
      },
    );
    const isStream = /^\s*text\/event-stream\b/i.test(type ?? '');
    const isJson = /^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type ?? '');
    this.#bytes = plainBytes(isStream || isJson ? encoding : 'not of interest', (chunk) => {
      this.#seen += chunk.length;
      if (isStream) events.push(chunk);
      else if (this.#seen <= mostOfOne) scanner.push(chunk);
    });
  }

  get metered(): Metered {
    return { use: this.#use, error: this.#error, model: this.#model };
  }

  push(chunk: Buffer): void {
    this.#bytes.push(chunk);
  }

  end(done: () => void): void {
    this.#bytes.end(done);
  }

  #scanner(learnt: () => void): FieldScanner {
    return new FieldScanner(wanted, (path, value) => {
      if (value === null) return;
      this.#fields[path] = value;
      if ((usagePaths as readonly string[]).includes(path)) this.#use = withUsage(this.#use, value);
      else if (path === 'error' || path === 'response.error') this.#error = { error: value };
      else if (modelPaths.includes(path) && typeof value === 'string') this.#model ??= value.slice(0, longestModel);
      else return;
      learnt();
    });
  }
}
