import type { Memento, SecretStorage } from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Cause } from '../core/model/failure.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { SourceId } from '../core/model/observation.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { EnginePreferences } from '../engine/engineParts.ts';
import type { Intent } from '../words/advice/intent.ts';
import { isGatewayAllowed } from './gateway/gatewaySetting.ts';
import type { KeyRing } from './keys/keyRing.ts';
import type { Logger } from './lateLog.ts';
import { mayListen } from './listening/listenSetting.ts';
import type { Quiet } from './notifications/quiet.ts';
import type { Settings } from './settings/settingsCheck.ts';
import type { SharedState } from './sharedState.ts';

/** What the shell gives to the parts that are loaded after the first paint. */
export interface EngineRoomParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly shared: SharedState;
  /** What to show before there is anything, or if a fault keeps it from being shown. */
  starting(fault: Cause | null): Snapshot;
  readonly keyRing: KeyRing;
  readonly secrets: SecretStorage;
  readonly log: Logger;
  readonly settings: () => Settings;
  readonly quiet: Quiet;
  /** What lasts beyond this window. */
  readonly globalState: Memento;
  /** What lasts beyond this window in its folder. */
  readonly workspaceState: Memento;
  readonly muted: () => ReadonlySet<LimitId>;
  /** Carries out what the user has chosen in a notification or a terminal. */
  perform(asked: 'openPanel' | 'quiet' | Intent): void;
}

/** What the user has chosen, as the engine needs it. */
export function preferencesIn(
  { settings, muted }: Pick<EngineRoomParts, 'settings' | 'muted'>,
  isListening = mayListen(),
): EnginePreferences {
  const { budget, thresholds, budgets, statusPages } = settings();
  const unwanted = new Set<SourceId>();
  if (!statusPages) unwanted.add('status');
  if (!isListening) unwanted.add('listener');
  if (!isGatewayAllowed()) unwanted.add('gateway');
  return { budget, thresholds, muted: muted(), budgets, unwanted };
}
