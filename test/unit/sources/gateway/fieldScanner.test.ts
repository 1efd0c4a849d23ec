import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { EventStream } from '../../../../src/sources/gateway/eventStream.ts';
import { FieldScanner, wantedFields } from '../../../../src/sources/gateway/fieldScanner.ts';

const paths = ['model', 'stream', 'usage', 'message.usage', 'message.model'];
const wanted = wantedFields(paths);

/** The fields that are found in pieces of text; each cut is a place within its bytes. */
function fieldsIn(text: string, cuts: readonly number[] = []): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const scanner = new FieldScanner(wanted, (path, value) => {
    found[path] = value;
  });
  for (const piece of pieces(Buffer.from(text), cuts)) scanner.push(piece);
  return found;
}

function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, at) => bytes.subarray(places[at], end));
}

const cuts = fc.array(fc.nat(100_000), { maxLength: 12 });
const odd = fc.oneof(
  fc.constantFrom('"', '\\', '\\"', '{', '}', ',', ':', '"model":"no"', 'é😀'),
  fc.string({ unit: 'binary' }),
);
const value = fc.oneof(fc.jsonValue(), odd);

suite('fields of a JSON object', () => {
  test('are those that a parser finds, whatever else is in it and wherever it is cut', () => {
    const name = fc.oneof(fc.constantFrom(...paths, 'message', 'response', 'x'), odd);
    const inner = fc.dictionary(name, value, { noNullPrototype: true });
    const whole = fc.dictionary(name, fc.oneof(value, inner), { noNullPrototype: true });
    fc.assert(
      fc.property(whole, cuts, fc.constantFrom(0, 2), (object, where, indent) => {
        const text = JSON.stringify(object, null, indent);
        const parsed = JSON.parse(text);
        const expected: Record<string, unknown> = {};
        for (const path of ['model', 'stream', 'usage']) if (Object.hasOwn(parsed, path)) expected[path] = parsed[path];
        const { message } = parsed;
        const isObject = typeof message === 'object' && message !== null && !Array.isArray(message);
        for (const path of ['usage', 'model'])
          if (isObject && Object.hasOwn(message, path)) expected[`message.${path}`] = message[path];
        assert.deepEqual(fieldsIn(text, where), expected);
      }),
      { numRuns: 400 },
    );
  });

  test('long texts are seen with their beginning and length, wherever they stand and are cut', () => {
    const texts = fc.array(fc.tuple(fc.nat(1_500), fc.constantFrom('a', 'é', '"', '\\')), { maxLength: 6 });
    fc.assert(
      fc.property(texts, cuts, (lengths, where) => {
        const list = lengths.map(([length, character], at) => `${at}: ${character.repeat(length)}`);
        const long: [string, number][] = [];
        const scanner = new FieldScanner(
          wanted,
          () => {},
          (head, bytes) => long.push([head, bytes]),
        );
        for (const piece of pieces(Buffer.from(JSON.stringify({ in: [{ of: list }] })), where)) scanner.push(piece);
        const expected = list
          .map((text) => Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1'))
          .filter(({ length }) => length >= 1_000)
          .map((text) => [text.slice(0, 60), text.length]);
        assert.deepEqual(long, expected);
      }),
      { numRuns: 200 },
    );
  });

  test('a value that is too long, a text that is no JSON, and one that is no object tell nothing', () => {
    assert.deepEqual(fieldsIn(JSON.stringify({ model: 'x'.repeat(5_000), stream: true })), { stream: true });
    assert.deepEqual(fieldsIn('[{"model":"no"}]'), {});
    assert.deepEqual(fieldsIn('"model"'), {});
    assert.deepEqual(fieldsIn('{"model":nonsense,"stream":true}'), { stream: true });
    assert.deepEqual(fieldsIn('{"mod\\u0065l":"yes"}'), { model: 'yes' });
    fc.assert(fc.property(fc.string(), cuts, (text, where) => void fieldsIn(text, where)));
  });
});

suite('server-sent events', () => {
  const eventsIn = (text: string, where: readonly number[]) => {
    const events: string[] = [];
    let data: Buffer[] = [];
    const stream = new EventStream(
      (bytes) => data.push(Buffer.from(bytes)),
      () => {
        events.push(Buffer.concat(data).toString());
        data = [];
      },
    );
    for (const piece of pieces(Buffer.from(text), where)) stream.push(piece);
    return events;
  };

  test('are the same wherever they are cut, with any end of line, comments and other fields', () => {
    const line = fc.oneof(
      fc.constantFrom(': ping', 'event: message_start', 'dat: no', 'data', 'datax: no', 'id: 1'),
      fc.jsonValue().map((json) => `data: ${JSON.stringify(json)}`),
    );
    const event = fc.array(line, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(event), fc.constantFrom('\n', '\r\n', '\r'), cuts, (all, end, where) => {
        const text = all.map((lines) => lines.map((one) => one + end).join('') + end).join('');
        const expected = all.map((lines) => lines.map((one) => (/^data:(.*)/.exec(one) ?? [])[1] ?? '').join(''));
        assert.deepEqual(eventsIn(text, where), expected);
        assert.deepEqual(eventsIn(`${text}data: not ended`, where), expected);
      }),
      { numRuns: 300 },
    );
  });
});
