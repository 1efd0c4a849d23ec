import type { Snapshot, UsedBy } from '../../src/core/model/snapshot.ts';
import { requests } from './exampleLimits.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

/** Four users of a limit within the last hour. */
export const usedByFour: UsedBy = {
  since: 3_600,
  units: 1_310_000,
  shares: [
    { user: { kind: 'tool', tool: 'Cline' }, share: 0.62 },
    { user: { kind: 'tool', tool: 'Continue' }, share: 0.3 },
    { user: { kind: 'keygauge' }, share: 0.01 },
    { user: { kind: 'elsewhere' }, share: 0.07 },
  ],
};

/** A tool that calls itself as it likes. */
export const hostileTool = `Roo <b>bold</b> \u202e${'very long name '.repeat(4)}`;

export const live = { kind: 'live' } as const;

/** Listening and status pages are on, and two tools were heard with a key that has checks of its own. */
export const heard: Snapshot = {
  ...snapshotOf(
    keyOf({
      models: [
        modelOf('gpt-5', {
          limits: [
            limitOf({ source: 'listener', usedBy: usedByFour }),
            {
              ...requests,
              usedBy: { since: 600, units: 44, shares: [{ user: { kind: 'tool', tool: hostileTool }, share: 1 }] },
            },
          ],
        }),
      ],
      tools: [
        { tool: 'Cline', requests: 41, age: 8 },
        { tool: 'Continue', requests: 3, age: 400 },
        { tool: hostileTool, requests: 1, age: 500 },
      ],
    }),
  ),
  sources: [
    { id: 'probe', state: live },
    { id: 'listener', state: live },
    { id: 'gateway', state: { kind: 'off' } },
    { id: 'status', state: live },
  ],
  statuses: [{ provider: 'openai', level: 'fine', incidents: [], readAt: -120_000 }],
};

const session = (since: number, isSubagent: boolean) =>
  ({ kind: 'tool', tool: 'Claude Code', session: { since, isSubagent } }) as const;

const passed = {
  byAddress: [
    { tool: 'claude-code', requests: 62, age: 8 },
    { tool: 'codex', requests: 7, age: 60 },
  ],
  withoutKey: [{ tool: 'Codex', requests: 4, age: 60 }],
};

/** Tools in terminals go through the gateway, one of them in two sessions, the first with subagents. */
export const passedOn: Snapshot = {
  ...heard,
  ...snapshotOf(
    keyOf({
      models: [
        modelOf('gpt-5', {
          limits: [
            limitOf({
              source: 'gateway',
              usedBy: {
                since: 3_600,
                units: 1_310_000,
                shares: [
                  { user: session(2_400, false), share: 0.5 },
                  { user: session(2_400, true), share: 0.24 },
                  { user: session(600, false), share: 0.16 },
                  { user: { kind: 'tool', tool: 'Codex' }, share: 0.1 },
                ],
              },
            }),
          ],
        }),
      ],
      tools: [
        { tool: 'Claude Code', requests: 62, age: 8, through: 'gateway' },
        { tool: 'Codex', requests: 3, age: 400, through: 'gateway' },
      ],
    }),
  ),
  sources: [
    { id: 'probe', state: live },
    { id: 'listener', state: live },
    {
      id: 'gateway',
      state: { kind: 'live', holdsFor: 60, port: 4141, passed, connected: ['claude-code', 'codex', 'scripts'] },
    },
    { id: 'status', state: live },
  ],
};
