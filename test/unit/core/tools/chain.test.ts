import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chainOf } from '../../../../src/core/tools/chain.ts';
import type { ToolBaseUrl } from '../../../../src/core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../../../src/core/tools/gatewayAddress.ts';
import { newSecret } from '../../../../src/sources/gateway/routes.ts';
import { fc } from '../fastCheck.ts';

const port = 47_113;
const at = { kind: 'variable', variable: 'X' } as const;
const usual: ToolBaseUrl = { provider: 'openai', usual: 'https://api.openai.com/v1', at };
const ending: ToolBaseUrl = { ...usual, ending: '/v1' };

describe('where a connected tool goes on to', () => {
  test('is where it went before', () => {
    const to = (base: ToolBaseUrl, ...set: string[]) => chainOf(base, set, port);
    assert.deepEqual(to(usual), { kind: 'to', provider: 'openai', upstream: 'https://api.openai.com/v1', ending: '' });
    assert.deepEqual(to(usual, '', 'https://llm.example.com/openai/v1/', 'https://second.example'), {
      kind: 'to',
      provider: 'compatible',
      upstream: 'https://llm.example.com/openai/v1',
      ending: '',
    });
    assert.deepEqual(to({ ...usual, usual: null }), { kind: 'unknown' });
  });

  test('keeps an ending that the tool relies on in its own hands', () => {
    assert.deepEqual(chainOf(ending, [], port), {
      kind: 'to',
      provider: 'openai',
      upstream: 'https://api.openai.com',
      ending: '/v1',
    });
    assert.deepEqual(chainOf(ending, ['https://llm.example.com/api'], port), {
      kind: 'to',
      provider: 'compatible',
      upstream: 'https://llm.example.com/api',
      ending: '',
    });
  });

  test('is never the gateway itself, of now or of before', () => {
    const own = [
      `http://127.0.0.1:${port}/${newSecret()}`,
      `http://localhost:${port}/anything`,
      `http://[::1]:${port}`,
      ` http://127.0.0.1:9/${newSecret()}/v1 `,
    ];
    for (const address of own) {
      assert.ok(isGatewayAddress(address, port), address);
      assert.deepEqual(chainOf(usual, [address], port), chainOf(usual, [], port));
    }
    for (const other of ['http://localhost:11434/v1', `https://example.com/${newSecret()}`, 'no address', '']) {
      assert.equal(isGatewayAddress(other, port), false, other);
    }
    assert.equal(isGatewayAddress('http://127.0.0.1:4000/v1', null), false);
  });

  test('is not what a gateway cannot go on to, which is not lost either', () => {
    for (const baseUrl of [
      'llm.example.com',
      'file:///etc',
      'https://me:secret@llm.example.com',
      'https://a.example?k=1',
    ])
      assert.deepEqual(chainOf(usual, [baseUrl], port), { kind: 'unusable', baseUrl });
  });

  test('makes the same request of a path whichever way it goes', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), fc.constantFrom(usual, ending), (baseUrl, base) => {
        const chain = chainOf(base, [baseUrl], port);
        assert.equal(chain.kind, 'to');
        const straight = `${new URL(baseUrl).href.replace(/\/+$/, '')}/chat/completions`;
        assert.equal(chain.kind === 'to' && `${chain.upstream}${chain.ending}/chat/completions`, straight);
      }),
    );
  });
});
