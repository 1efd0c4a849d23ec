import { knownCode, networkCode } from '../../core/causes/knownCodes.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { FailureSnapshot, KeySnapshot, LimitSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { familyOf } from '../../core/modelFamily.ts';
import { redact } from '../../core/redact.ts';
import { withoutSecrets } from '../../core/redaction/knownSecrets.ts';
import { sourceRows } from '../../core/shown/sourceRows.ts';
import { reportedMoney, reportedOrganization } from './reportedMoney.ts';
import { reportedOrigin } from './reportedOrigin.ts';
import { type ReportSurroundings, reportedSurroundings } from './reportSurroundings.ts';

/** Whether the report holds what providers have written: only after the user has seen it. */
export type ReportWords = 'without-words' | 'with-words';

/**
 * Everything that helps to understand a problem and nothing that identifies its author (docs/threats.md, T6): names of
 * ours, numbers, and of models, errors and addresses those that everybody has. Markdown, ready to paste into an issue.
 * `secrets` are removed whatever their shape.
 */
export function diagnosticReport(
  snapshot: Snapshot,
  around: ReportSurroundings,
  secrets: Iterable<string>,
  words: ReportWords = 'without-words',
): string {
  const hidden = [...secrets];
  const wordsOf = words === 'with-words' ? (said: string) => redact(said, hidden) : null;
  const report = {
    ...reportedSurroundings(around, snapshot),
    budget: snapshot.budget,
    sources: snapshot.sources.map(({ id, state }) => ({
      id,
      kind: state.kind,
      failure: state.kind === 'trouble' ? reportedFailure(state.failure, wordsOf) : null,
    })),
    numbersFrom: Object.fromEntries(
      sourceRows(snapshot, around.hidesRequests === true).map(({ source, state }) => [source, state]),
    ),
    keys: snapshot.keys.map((key) => reportedKey(key, wordsOf)),
    organizations: snapshot.organizations.map((one) => reportedOrganization(one, snapshot)),
  };
  return `\`\`\`json\n${withoutSecrets(JSON.stringify(report, null, 2), hidden)}\n\`\`\`\n`;
}

/** Whether there are words of a provider that could be added. */
export function holdsWords({ keys }: Snapshot): boolean {
  return keys.some(({ lastFailure, models }) =>
    [lastFailure, ...models.map(({ failure }) => failure)].some((one) => one !== null && hasWords(one.failure)),
  );
}

/** The network's words are told by their code, and name a host besides. */
function hasWords({ cause, message }: Failure): boolean {
  return cause !== 'network' && message !== '';
}

/** Makes words of a provider fit to be shown; `null` where none may be. */
type WordsOf = ((said: string) => string) | null;

function reportedKey(key: KeySnapshot, wordsOf: WordsOf) {
  const { provider, origin, storage, status, models, nextCheck, tools, today, lastFailure } = key;
  return {
    provider,
    origin: reportedOrigin(origin),
    storage,
    status,
    nextCheck,
    // A tool names itself as it likes.
    tools: tools.map(({ requests, age }) => ({ requests, age })),
    today,
    money: reportedMoney(key.money),
    lastFailure: timed(lastFailure, wordsOf),
    models: models.map(({ model, headers, age, failure, limits }) => ({
      model: familyOf(model) ?? 'another model',
      headers,
      age,
      failure: timed(failure, wordsOf),
      limits: limits.map((limit) => {
        const { unit, pool, window, capacity, level, lastLevel, age: readAge, source, state, burnRate, muted } = limit;
        const usedBy = reportedUse(limit);
        return { unit, pool, window, capacity, level, lastLevel, age: readAge, source, state, burnRate, muted, usedBy };
      }),
    })),
  };
}

/** Who used a limit, without the names that tools give themselves. */
function reportedUse({ usedBy }: LimitSnapshot) {
  if (!usedBy) return null;
  const { since, units, shares } = usedBy;
  return { since, units, shares: shares.map(({ user: { kind }, share }) => ({ user: kind, share })) };
}

function timed(failed: FailureSnapshot | null, wordsOf: WordsOf) {
  if (failed === null) return null;
  const { failure, by, age, wait } = failed;
  return { ...reportedFailure(failure, wordsOf), by, age, wait };
}

function reportedFailure(failure: Failure, wordsOf: WordsOf) {
  const { cause, status, message, type, code, retryAfter, limit } = failure;
  const known = (name: string | null) => name && (knownCode(name) ?? 'another');
  return {
    cause,
    status,
    type: known(type),
    code: known(code),
    ...(cause === 'network' ? { network: networkCode(message) ?? 'another' } : {}),
    retryAfter,
    limit,
    ...(wordsOf !== null && hasWords(failure) ? { words: wordsOf(message) } : {}),
  };
}
