import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { stage } from '../unit/sources/gateway/gatewayStage.ts';
import { attack, ways } from './attacks.ts';

/** A name that once was another machine's, and is this one's by the time a page of it asks (DNS rebinding). */
const rebound = 'rebind.test';
const html = '<!doctype html><title>A page</title><body></body>';

/** It asks nobody who they are, so what a page does not reach here is stopped by the browser, not by us. */
const open: RequestListener = ({ url }, response) => {
  if (url === '/') response.setHeader('content-type', 'text/html').end(html);
  else response.setHeader('content-type', 'text/event-stream').end('data: {}\n\n');
};

type Stage = Awaited<ReturnType<typeof stage>>;

suite('pages in a real browser that know the gateway’s address and its secret', () => {
  let browser: Browser;
  const pages = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));

  before(async () => {
    browser = await launchBrowser({ names: ['evil.example', rebound] });
    pages.listen(0, '127.0.0.1');
    await once(pages, 'listening');
  });
  after(async () => {
    await browser.close();
    pages.closeAllConnections();
    pages.close();
  });

  const onPage = async <Result>(url: string, act: (page: Page) => Promise<Result>): Promise<Result> => {
    const page = await browser.newPage();
    await page.goto(url);
    const result = await act(page);
    await page.close();
    return result;
  };
  const reached = ({ arrived }: Stage) => [...new Set(arrived.flatMap(({ url }) => url?.split('?')[1] ?? []))].sort();
  const pagePort = () => (pages.address() as AddressInfo).port;

  for (const host of ['evil.example', '127.0.0.1']) {
    test(`a page of ${host} reaches a server without a guard, and no provider through the gateway (S10 b)`, async () => {
      await using one = await stage(open);
      const from = `http://${host}:${pagePort()}/`;
      await onPage(from, (page) => page.evaluate(attack, `${one.origin}/v1/models`));
      assert.deepEqual(reached(one), ways);
      one.arrived.length = 0;
      for (const name of ['127.0.0.1', 'localhost']) {
        const address = `http://${name}:${one.port}/${one.secret}/v1/models`;
        assert.deepEqual(await onPage(from, (page) => page.evaluate(attack, address)), []);
      }
      assert.deepEqual(reached(one), []);
      assert.equal((await fetch(one.url('/v1/models'))).status, 200, 'a tool does');
    });
  }

  test('a page whose name has become this machine’s reaches a server without a guard, and no provider through the gateway (S10 c)', async () => {
    await using one = await stage(open);
    const byName = (port: string | number) => `http://${rebound}:${port}/`;
    const straight = byName(new URL(one.origin).port);
    const read = await onPage(straight, (page) => page.evaluate(attack, `${straight}v1/models`));
    assert.deepEqual(reached(one), ways);
    assert.ok(
      read.includes('fetch: data: {}\n\n'),
      'and reads the answer, since to the browser it is of the same origin',
    );
    one.arrived.length = 0;
    // Whatever the page got there, a refusal here, it is of this origin, as one that came before the name changed would be.
    const gateway = byName(one.port);
    assert.deepEqual(await onPage(gateway, (page) => page.evaluate(attack, `${gateway}${one.secret}/v1/models`)), []);
    assert.equal(one.arrived.length, 0);
  });
});
