import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateFolder } from '../../../src/bus/place.ts';

const cases = [
  { platform: 'linux', environment: { XDG_STATE_HOME: '/state' }, home: '/u', folder: '/state/keygauge' },
  { platform: 'linux', environment: {}, home: '/u', folder: '/u/.local/state/keygauge' },
  { platform: 'linux', environment: { XDG_STATE_HOME: 'x' }, home: '/u', folder: '/u/.local/state/keygauge' },
  { platform: 'linux', environment: { XDG_STATE_HOME: '' }, home: '/u', folder: '/u/.local/state/keygauge' },
  {
    platform: 'darwin',
    environment: {},
    home: '/Users/u',
    folder: '/Users/u/Library/Application Support/keygauge',
  },
] as const;

test('the folder is that of the user, whichever editor asks', { skip: process.platform === 'win32' }, () => {
  for (const { folder, ...one } of cases)
    assert.equal(stateFolder({ ...one, temporary: '/tmp', userId: 1000 }), folder);
});
