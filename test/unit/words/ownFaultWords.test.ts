import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutResponse } from '../../../src/core/causes/failureOf.ts';
import { ownCauses } from '../../../src/core/model/failure.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { statusText } from '../../../src/words/keyWords.ts';
import { placeIn } from '../../support/place.ts';
import { stage } from '../engine/stage.ts';

const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const commands = { openPanel: 'p', checkNow: 'c', quiet: 'q' } as never;

for (const cause of ownCauses) {
  test(`where Keygauge itself sends nothing (${cause}), no surface blames the provider or the key`, async () => {
    const { clock, provider, engine, only } = stage();
    provider.script = { failure: withoutResponse(cause, 'words') };
    await clock.pass(1);
    const { lead, title, details, steps } = headlineWords(engine.current, placeIn('vscode'));
    const hover = hoverText(engine.current, placeIn('vscode'), commands);
    const gauge = gaugeText(engine.current, style);
    const said = [lead, title, ...details, hover, gauge.text, gauge.label, statusText(only())].join('\n');
    assert.doesNotMatch(said, /provider trouble|provider has|offline|refused/i);
    assert.ok(hover.includes(title), hover);
    assert.ok(steps.length > 0);
    assert.equal(only().nextCheck.reason, 'own-fault');
    // It ends by itself.
    provider.script = {};
    await clock.pass(40);
    assert.equal(only().status, 'ok');
  });
}
