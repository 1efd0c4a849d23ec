import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendRaw, stage } from './gatewayStage.ts';

const chunks = '5\r\nhello\r\n0\r\n\r\n';
const hidden = 'GET /SECRET/hidden HTTP/1.1\r\nHost: HOST\r\n\r\n';

/** Heads that two servers could read differently, and what follows them. */
const corpus: readonly (readonly [name: string, head: string, body: string])[] = [
  ['length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked', chunks],
  ['chunks and length', 'Transfer-Encoding: chunked\r\nContent-Length: 5', chunks],
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6', 'hello!'],
  ['the same length twice', 'Content-Length: 5\r\nContent-Length: 5', 'hello'],
  ['a list of lengths', 'Content-Length: 5, 5', 'hello'],
  ['a signed length', 'Content-Length: +5', 'hello'],
  ['a negative length', 'Content-Length: -5', 'hello'],
  ['a length in hex', 'Content-Length: 0x5', 'hello'],
  ['a length with a space within', 'Content-Length: 5 0', 'hello'],
  ['a huge length', 'Content-Length: 99999999999999999999999', 'hello'],
  ['a folded header', 'X-One: a\r\n b', ''],
  ['a folded coding', 'Transfer-Encoding:\r\n chunked', chunks],
  ['a space before the colon', 'Content-Length : 5', 'hello'],
  ['a space before the colon of a coding', 'Transfer-Encoding : chunked', chunks],
  ['a space before a name', ' Transfer-Encoding: chunked', chunks],
  ['a bare line feed between headers', 'X-One: a\nTransfer-Encoding: chunked', chunks],
  ['a bare return between headers', 'X-One: a\rTransfer-Encoding: chunked', chunks],
  ['a zero byte in a value', 'X-One: a\0b', ''],
  ['a name that is no token', 'X(One): a', ''],
  ['a header without a colon', 'Nothing', ''],
  ['an unknown coding', 'Transfer-Encoding: xchunked', chunks],
  ['a quoted coding', 'Transfer-Encoding: "chunked"', chunks],
  ['identity', 'Transfer-Encoding: identity', 'hello'],
  ['chunked, identity', 'Transfer-Encoding: chunked, identity', chunks],
  ['gzip, chunked', 'Transfer-Encoding: gzip, chunked', chunks],
  ['chunked twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', chunks],
  ['chunked twice in one', 'Transfer-Encoding: chunked, chunked', chunks],
  ['a coding with a tab behind', 'Transfer-Encoding: \x0bchunked', chunks],
  ['a chunk with a wrong end', 'Transfer-Encoding: chunked', '5\r\nhelloX\r\n0\r\n\r\n'],
  ['a chunk with a bare line feed', 'Transfer-Encoding: chunked', '5\nhello\n0\n\n'],
  ['a chunk with a signed size', 'Transfer-Encoding: chunked', '+5\r\nhello\r\n0\r\n\r\n'],
  ['a chunk with a size in other digits', 'Transfer-Encoding: chunked', '0x5\r\nhello\r\n0\r\n\r\n'],
  ['a chunk whose size is too large', 'Transfer-Encoding: chunked', 'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'],
  ['another protocol with a body', 'Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5', 'hello'],
  ['HTTP/2 in clear', 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk', ''],
];

for (const [name, head, body] of corpus) {
  test(`refused, and nothing comes to the provider whole: ${name}`, async () => {
    const whole: string[] = [];
    await using one = await stage((request, response) => {
      request.resume().once('end', () => {
        whole.push(request.url ?? '');
        response.end('fine');
      });
    });
    const { port, secret } = one;
    const text = `POST /SECRET/v1/x HTTP/1.1\r\nHost: HOST\r\n${head}\r\n\r\n${body}${hidden}`;
    const answer = await sendRaw(port, text.replaceAll('HOST', `127.0.0.1:${port}`).replaceAll('SECRET', secret));
    assert.match(answer, /^(?:HTTP\/1\.1 (?:400|501) |$)/);
    assert.doesNotMatch(answer, /\b200 OK\b/);
    assert.deepEqual(whole, []);
  });
}

for (const line of [
  'POST /SECRET/v1/x HTTP/1.0\r\nHost: HOST\r\nTransfer-Encoding: chunked',
  'POST /SECRET/v1 /x HTTP/1.1\r\nHost: HOST',
  'POST /SECRET/v1/x HTTP/1.1 \r\nHost: HOST',
  'POST /SECRET/v1/x\r\nHost: HOST',
  'POST /SECRET/v1/x HTTP/2.0\r\nHost: HOST',
  'PRI * HTTP/2.0\r\n\r\nSM',
  'P(ST /SECRET/v1/x HTTP/1.1\r\nHost: HOST',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST',
]) {
  test(`refused: ${JSON.stringify(line)}`, async () => {
    await using one = await stage((_, response) => response.end('fine'));
    const text = `${line}\r\n\r\n`.replaceAll('HOST', `127.0.0.1:${one.port}`).replaceAll('SECRET', one.secret);
    const answer = await sendRaw(one.port, text);
    assert.match(answer, /^(?:HTTP\/1\.1 (?:4\d\d|50\d) |$)/);
    assert.equal(one.arrived.length, 0);
  });
}

test('a request behind one that was refused is not answered', async () => {
  await using one = await stage((_, response) => response.end('fine'));
  const bad = 'GET /wrong/x HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n';
  const text = (bad + hidden).replaceAll('HOST', `127.0.0.1:${one.port}`).replaceAll('SECRET', one.secret);
  const answer = await sendRaw(one.port, text);
  assert.match(answer, /^HTTP\/1\.1 401 /);
  assert.doesNotMatch(answer, / 200 OK/);
});
