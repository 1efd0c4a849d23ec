import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { panelHtml } from '../../../src/host/panel/panelHtml.ts';

const page = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'abc123',
  scriptUri: 'https://file.vscode-cdn.net/dist/panel.js',
  styleUri: 'https://file.vscode-cdn.net/dist/panel.css',
};

describe('the page', () => {
  it('allows its own script, style, fonts and images, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(panelHtml(page))?.[1];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://*.vscode-cdn.net; script-src 'nonce-abc123'; font-src https://*.vscode-cdn.net; img-src https://*.vscode-cdn.net; base-uri 'none'; form-action 'none'",
    );
  });

  it('has one script, which carries the nonce, and no inline style, script or handler', () => {
    const html = panelHtml(page);
    assert.deepEqual(html.match(/<script[^>]*>/g), [`<script type="module" nonce="abc123" src="${page.scriptUri}">`]);
    assert.doesNotMatch(html, /<style|style=|\son\w+=|unsafe/);
  });

  it('cannot be broken out of by an address', () => {
    const html = panelHtml({ ...page, scriptUri: '"><script>alert(1)</script>', styleUri: '"><img onerror=x>' });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<img/);
  });
});
