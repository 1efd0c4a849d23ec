import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rememberedDigests } from '../../../../src/sources/gateway/rememberedDigests.ts';
import { digestOf } from '../listener/listening.ts';

test('digests are those of the values, however alike these are, and each is computed once', () => {
  const alike = fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.oneof(alike, fc.string({ unit: 'binary' })), { maxLength: 90 }), (values) => {
      let computed = 0;
      const remembered = rememberedDigests((value) => {
        computed++;
        return digestOf(value);
      });
      for (const value of [...values, ...values]) assert.equal(remembered(value), digestOf(value));
      assert.equal(computed, new Set(values).size);
    }),
  );
});

test('values that never come again take no more memory than a hundred', () => {
  const computed: string[] = [];
  const remembered = rememberedDigests((value) => {
    computed.push(value);
    return value;
  });
  for (let at = 0; at < 101; at++) remembered(`key ${at}`);
  remembered('key 100');
  assert.equal(computed.length, 101);
  remembered('key 0');
  assert.equal(computed.length, 102);
});
