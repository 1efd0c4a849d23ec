import { meanings } from '../core/causes/meaning.ts';
import type { KeySnapshot, KeyStatus, NextCheck, Spending } from '../core/model/snapshot.ts';
import { statusWithoutValue } from './ownRequest.ts';
import type { WatchedKey } from './source.ts';

/** What a key's snapshot is made of, besides the key. */
interface KeyFacts extends Pick<KeySnapshot, 'status' | 'models' | 'tools' | 'money'> {
  /** Of the key itself, where none of a model is shown. */
  readonly failure: KeySnapshot['lastFailure'];
  readonly nextCheck: NextCheck;
  readonly today: Spending;
}

/** A key as it is now. */
export function keySnapshot({ models: _, ...identity }: WatchedKey, facts: KeyFacts): KeySnapshot {
  const { status, models, failure, nextCheck, tools, today, money } = facts;
  return {
    ...identity,
    status: statusWithoutValue(nextCheck.reason) ?? status,
    models,
    lastFailure: lastOf([...models.map((model) => model.failure), failure], status),
    nextCheck,
    tools,
    today: { requests: today.requests, tokens: today.tokens, dollars: today.dollars },
    money,
  };
}

/** The latest, of two at once the first; of a key that waits the one to wait for, unless only the user can end the latest. */
function lastOf(failures: readonly KeySnapshot['lastFailure'][], status: KeyStatus): KeySnapshot['lastFailure'] {
  const latestFirst = failures.flatMap((failure) => failure ?? []).sort((a, b) => a.age - b.age);
  const [latest = null] = latestFirst;
  if (status !== 'waiting' || (latest && meanings[latest.failure.cause].needsUser)) return latest;
  return latestFirst.find(({ wait }) => (wait ?? 0) > 0) ?? latest;
}
