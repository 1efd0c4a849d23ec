import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { effectiveLimits, isSameModel } from '../../../../src/core/use/effectiveLimits.ts';
import { organizationLimit } from '../../../panel/organizations.ts';
import { fc } from '../fastCheck.ts';

const ofModel = (model: string, ...limits: Parameters<typeof effectiveLimits>[0]) => effectiveLimits(limits).get(model);

describe('the limit of a model that counts', () => {
  it('is the smallest of project, workspace and organization', () => {
    const scopes = ['project', 'workspace', 'organization'] as const;
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.nat(), fc.nat()), (capacities) => {
        const limits = scopes.map((scope, at) => organizationLimit('o3', { scope, capacity: capacities[at] ?? 0 }));
        const [found] = ofModel('o3', ...limits) ?? [];
        assert.equal(found?.capacity, Math.min(...capacities));
        assert.equal(found?.most, found?.capacity);
        assert.equal(capacities[scopes.indexOf(found?.scope as 'project')], found?.capacity);
      }),
    );
  });

  it('is a range where it depends on which project a key is of', () => {
    const projects = [30_000, 90_000].map((capacity) => organizationLimit('o3', { name: `${capacity}`, capacity }));
    const whole = organizationLimit('o3', { scope: 'organization', name: null, capacity: 60_000 });
    const [found] = ofModel('o3', ...projects, whole) ?? [];
    assert.deepEqual([found?.capacity, found?.most], [30_000, 60_000]);
  });

  it('is told apart by what is counted, and of every model that shares it', () => {
    const shared = organizationLimit('a', { models: ['a', 'b'] });
    const requests = organizationLimit('b', { unit: 'requests', capacity: 5 });
    assert.equal(ofModel('a', shared, requests)?.length, 1);
    assert.equal(ofModel('b', shared, requests)?.length, 2);
  });

  it('goes by the name of the model, with or without a date', () => {
    assert.ok(isSameModel('claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'));
    assert.ok(isSameModel('gpt-5-2025-08-07', 'GPT-5'));
    assert.ok(!isSameModel('gpt-5', 'gpt-5-mini'));
  });
});
