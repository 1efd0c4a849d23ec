import assert from 'node:assert/strict';
import { test } from 'node:test';
import { details } from '../../../../src/core/causes/detail.ts';
import { pages } from '../../../../src/core/dialects/presets.ts';
import { everyCause } from '../../../../src/core/model/failure.ts';
import { advice, type StepId, steps } from '../../../../src/words/advice/advice.ts';
import { addressOf, isLink, type LinkId, pagesOf, toolLinks } from '../../../../src/words/advice/links.ts';
import { type Entry, type StepTemplate, situations, type Topic } from '../../../../src/words/advice/step.ts';

const topics: readonly Topic[] = [...everyCause, ...details, ...situations];
const everyStep: readonly (readonly [string, StepTemplate])[] = Object.entries(steps);
const everyEntry: readonly (readonly [string, Entry<StepId>])[] = Object.entries(advice);

/** The only hosts that a tool's link may lead to. Adding one takes a deliberate change here. */
const allowedHosts = ['cursor.com', 'code.visualstudio.com', 'github.com', 'windsurf.com', 'docs.cline.bot'];

/** All links there are. */
function allLinks(): string[] {
  const ofProviders = Object.entries(pagesOf()).flatMap(([id, named = []]) => named.map((page) => `${id}-${page}`));
  return [...Object.keys(toolLinks), ...ofProviders];
}

/** Every text that is shown, with the place it stands at. */
const everyText: readonly (readonly [string, string])[] = [
  ...everyStep.map(([id, { text }]) => [`step ${id}`, text] as const),
  ...everyEntry.flatMap(([id, { title, explanation, never }]) => [
    [`title of ${id}`, title] as const,
    [`explanation of ${id}`, explanation] as const,
    [`never of ${id}`, never] as const,
  ]),
];

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!]) (?=[A-Z{])/);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function likeness(one: Set<string>, other: Set<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return common / (one.size + other.size - common);
}

test('every cause, detail and situation has a title, an explanation, what never helps, and steps', () => {
  assert.deepEqual(Object.keys(advice).sort(), [...topics].sort());
  for (const [topic, entry] of everyEntry) {
    for (const part of [entry.title, entry.explanation, entry.never]) assert.ok(part.trim().length > 0, topic);
    assert.ok(entry.steps.length > 0, topic);
    assert.equal(new Set(entry.steps).size, entry.steps.length, `${topic} has a step twice`);
  }
});

test('every step is used', () => {
  const used = new Set<string>(everyEntry.flatMap(([, entry]) => entry.steps));
  assert.deepEqual(
    everyStep.map(([id]) => id).filter((id) => !used.has(id)),
    [],
  );
});

test('every link is a plain https address under one name, and one of a tool leads to an allowed host', () => {
  const addresses = allLinks().map((id) => [id, addressOf(id) ?? ''] as const);
  for (const [id, address] of addresses) {
    const url = new URL(address);
    assert.equal(url.protocol, 'https:', id);
    assert.equal(url.username + url.password + url.port + url.search + url.hash, '', id);
    assert.ok(address === url.href || `${address}/` === url.href, `${id} is not written as it is opened`);
  }
  assert.equal(new Set(addresses.map(([, address]) => address)).size, addresses.length, 'one address has two names');
  const hosts = Object.values(toolLinks).map((address) => new URL(address).host);
  assert.deepEqual([...allowedHosts].sort(), [...new Set(hosts)].sort());
});

test('every page and every link of a tool is opened by some step', () => {
  const actions = everyStep.flatMap(([, { action }]) => (action && !('do' in action) ? [action] : []));
  const opened = actions.flatMap((action) => ('open' in action ? [action.open] : []));
  assert.deepEqual(
    Object.keys(toolLinks).filter((id) => !opened.includes(id as LinkId)),
    [],
  );
  const shown = new Set(actions.flatMap((action) => ('page' in action ? [action.page] : [])));
  const named = pages.filter((page) => !shown.has(page));
  for (const page of named)
    assert.ok(
      opened.some((link) => link.endsWith(`-${page}`)),
      page,
    );
  for (const link of opened) assert.ok(isLink(link), link);
});

test('a name that stands for no page leads nowhere', () => {
  for (const link of [
    '',
    'openai',
    'openai-',
    'groq-regions',
    'openai-usage-',
    'nobody-usage',
    '__proto__',
    'toString',
  ])
    assert.equal(addressOf(link), null, link);
  assert.ok(!isLink(undefined) && !isLink({}) && isLink('groq-limits'));
});

test('no text stands twice, nor nearly', () => {
  for (const [index, [place, text]] of everyText.entries()) {
    for (const [otherPlace, otherText] of everyText.slice(index + 1)) {
      const alike = likeness(wordsOf(text), wordsOf(otherText));
      assert.ok(alike < 0.6, `${place} and ${otherPlace} say the same: ${text}`);
    }
  }
});

test('every placeholder has a value and every value a placeholder, in order', () => {
  for (const [id, { text, values = [] }] of everyStep) {
    const placeholders = [...text.matchAll(/\{(\d+)\}/g)].map((match) => Number(match[1]));
    assert.deepEqual(
      placeholders,
      values.map((_, index) => index),
      id,
    );
  }
  for (const [id, { title, explanation, never }] of everyEntry) {
    assert.ok(!/[{}]/.test(title + explanation + never), `${id} names a value that nothing fills`);
  }
});

test('a step that opens the page of a service names the service, for it may come once for each', () => {
  for (const [id, { values, action }] of everyStep) {
    if (action && 'page' in action) assert.ok(values?.includes('service'), id);
  }
});

test('texts are short, whole sentences without markup', () => {
  for (const [place, text] of everyText) {
    assert.ok(!/<[^>]*>|[*_`#|~]|\]\(|https?:|\s{2}|^\s|\s$/.test(text), `${place}: ${text}`);
    assert.match(text, /^[A-Z]/, place);
    if (place.startsWith('title')) {
      assert.ok(text.length <= 60, `${place}: ${text.length}`);
      assert.ok(!/[.!?]$/.test(text), place);
      continue;
    }
    assert.match(text, /[.?!]$/, place);
    for (const sentence of sentencesOf(text)) assert.ok(sentence.length <= 160, `${place}: ${sentence.length}`);
    assert.ok(sentencesOf(text).length <= 2, `${place} has more than two sentences`);
  }
});

test('a button stands with what it does, is short, and does only one thing', () => {
  const actions = new Map<string, string>();
  for (const [id, { button, action }] of everyStep) {
    assert.equal(button === undefined, action === undefined, id);
    if (button === undefined) continue;
    assert.ok(button.length <= 24, `${id}: ${button}`);
    // The page of one service and that page of whichever service it is are called the same.
    const does = JSON.stringify(action).replace(/"open":"(?:openai|anthropic)-/, '"page":"');
    assert.equal(actions.get(button) ?? does, does, `${button} does two things`);
    actions.set(button, does);
  }
});

test('what costs money says so', () => {
  const asksForMoney =
    /\b(buy|bought|pay|paid|payment|credit|on-demand|extra usage|reload|another provider|instead of)\b/i;
  const saysSo = /\b(costs?|charged|charges|price)\b/i;
  const free = new Set(['check-after-paying', 'right-account', 'unknown-service']);
  for (const [id, { text, action }] of everyStep) {
    const paying =
      action && (('page' in action && action.page === 'billing') || ('open' in action && /billing/.test(action.open)));
    if ((asksForMoney.test(text) || paying) && !free.has(id)) assert.match(text, saysSo, id);
  }
});

test('it is said that waiting does not help exactly where it does not', () => {
  const noUse: readonly string[] = [
    'request-too-large',
    'quota-exhausted',
    'spend-limit',
    'entitlement',
    'key-invalid',
    'forbidden',
    'wrong-address',
    'model-not-found',
    'context-too-long',
    ...details,
  ];
  for (const [topic, { never }] of everyEntry) {
    assert.equal(/\bwaiting\b.*\bwill not help\b/i.test(never), noUse.includes(topic), `${topic}: ${never}`);
    assert.match(never, /\b(not|no|neither|little)\b/i, topic);
  }
});

test('where waiting helps, a step says how long; where it does not, none says to wait', () => {
  const waits = /^wait-/;
  for (const topic of [
    'rate',
    'ramp',
    'concurrency',
    'throttled',
    'plan-window',
    'overloaded',
    'server-error',
    'sliced',
  ]) {
    assert.ok(
      advice[topic as Topic].steps.some((id) => waits.test(id)),
      topic,
    );
  }
  for (const topic of [
    'request-too-large',
    'quota-exhausted',
    'entitlement',
    'key-invalid',
    'forbidden',
    'wrong-address',
    'model-not-found',
    'context-too-long',
    ...details,
  ]) {
    assert.ok(!advice[topic as Topic].steps.some((id) => waits.test(id)), topic);
  }
});

test('jargon comes with a word of explanation', () => {
  for (const [place, text] of everyText) {
    assert.ok(!/(?<!per minute \()\b[TR]PM\b/.test(text), `${place}: ${text}`);
    assert.ok(!/\b(ITPM|OTPM|RPD|TPD|BYOK|HTTP|payload|throttl)/.test(text), `${place}: ${text}`);
  }
});
