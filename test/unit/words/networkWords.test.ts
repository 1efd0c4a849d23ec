import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure } from '../../../src/core/causes/failureOf.ts';
import { failureMessage } from '../../../src/words/networkWords.ts';

const said = (reason: string, origin = 'https://api.openai.com') => failureMessage(networkFailure(reason), origin);

test('a failed connection is said in a sentence that names the host, and no code of the network', () => {
  for (const [reason, sentence] of [
    ['getaddrinfo ENOTFOUND api.openai.com', /^api\.openai\.com could not be found\. Check the network/],
    ['getaddrinfo EAI_AGAIN api.openai.com', /could not be looked up/],
    ['connect ECONNREFUSED 127.0.0.1:1', /^Nothing listens at api\.openai\.com\./],
    ['read ECONNRESET', /was cut/],
    ['other side closed (UND_ERR_SOCKET)', /was cut/],
    ['connect ETIMEDOUT 1.2.3.4:443', /did not answer in time/],
    ['Headers Timeout Error (UND_ERR_HEADERS_TIMEOUT)', /did not answer in time/],
    ['No answer within 10 s', /^api\.openai\.com did not answer in 10 s\.$/],
    ['connect EHOSTUNREACH 10.0.0.1:443', /no way/],
    ['certificate has expired (CERT_HAS_EXPIRED)', /certificate of api\.openai\.com has expired/],
    ['unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)', /not trusted/],
    ['self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN)', /not trusted/],
    ['Hostname/IP does not match (ERR_TLS_CERT_ALTNAME_INVALID)', /for another address/],
  ] as const) {
    assert.match(said(reason), sentence, reason);
    assert.doesNotMatch(said(reason), /E[A-Z]{4,}|UND_|getaddrinfo/, reason);
  }
});

test('an address with a port is named with it', () => {
  assert.match(said('connect ECONNREFUSED 127.0.0.1:8000', 'http://127.0.0.1:8000'), /at 127\.0\.0\.1:8000\./);
});

test('what nobody has a sentence for, and what a provider says, stays as it is', () => {
  assert.equal(said('something new'), 'something new');
  const provider = { cause: 'server-error', message: 'upstream ECONNRESET' } as const;
  assert.equal(failureMessage(provider, 'https://a.example'), 'upstream ECONNRESET');
});
