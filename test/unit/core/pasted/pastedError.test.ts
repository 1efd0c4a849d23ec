import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { pastedErrors } from './pastedErrors.ts';

for (const { name, text, ...wanted } of pastedErrors) {
  test(`a pasted text: ${name}`, () => {
    const diagnosis = diagnose(text);
    const { failure, provider, tool, model } = diagnosis;
    assert.equal(failure.cause, wanted.cause, JSON.stringify(diagnosis));
    if (diagnosis.certainty === 'could-be') {
      assert.equal(diagnosis.candidates[0], wanted.first);
      assert.ok(diagnosis.howToTell.length > 0);
    } else {
      if (wanted.verdict) assert.equal(diagnosis.verdict.verdict, wanted.verdict);
      if (wanted.wait !== undefined) assert.equal(diagnosis.verdict.wait, wanted.wait);
      if (wanted.certainty) assert.equal(diagnosis.certainty, wanted.certainty);
    }
    const { limit } = failure;
    if (wanted.limit) assert.equal(limit && `${limit.unit}/${limit.window}/${limit.capacity}`, wanted.limit);
    if (wanted.provider) assert.equal(provider, wanted.provider);
    if (wanted.tool) assert.equal(tool, wanted.tool);
    if (wanted.model) assert.equal(model, wanted.model);
  });
}
