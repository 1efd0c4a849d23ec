import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DocumentKind, decode, encode } from '../../../src/state/document.ts';
import { fc } from '../core/fastCheck.ts';

const kind: DocumentKind = { name: 'state', version: 1 };
const content = { limits: [{ id: 'k/gpt-5/tokens', level: { low: 1, high: 2 } }], label: 'größer' };
const bytes = encode(kind, 7, content);

test('whatever JSON can hold comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, epoch) => {
      const expected = { kind: 'sound', epoch, content: JSON.parse(JSON.stringify(value)) };
      assert.deepEqual(decode(kind, encode(kind, epoch, value)), expected);
    }),
  );
});

test('cut off anywhere, it is damaged', () => {
  for (let length = 0; length < bytes.length; length++) {
    assert.deepEqual(decode(kind, bytes.subarray(0, length)), { kind: 'damaged' }, `${length} bytes`);
  }
});

test('with any bit changed it is damaged, and not taken for one of another version or epoch', () => {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Uint8Array.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.deepEqual(decode(kind, changed), { kind: 'damaged' }, `bit ${bit}`);
  }
});

test('any bytes, and bytes put into it, are damaged', () => {
  const anywhere = fc.tuple(fc.nat(bytes.length), fc.nat(40), fc.uint8Array({ maxLength: 60 }));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), anywhere, (any, [at, gone, put]) => {
      const changed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)]);
      fc.pre(!changed.equals(bytes));
      assert.deepEqual(decode(kind, any), { kind: 'damaged' });
      assert.deepEqual(decode(kind, changed), { kind: 'damaged' });
    }),
  );
});

test('a newer version is told apart from damage, another document is not this one', () => {
  assert.deepEqual(decode(kind, encode({ ...kind, version: 2 }, 7, content)), { kind: 'newer', version: 2 });
  assert.deepEqual(decode(kind, encode({ ...kind, name: 'history' }, 7, content)), { kind: 'damaged' });
});
