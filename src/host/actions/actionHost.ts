import type { Board } from '../../engine/board.ts';
import type { Intent } from '../../words/advice/intent.ts';
import type { Demo } from '../demo.ts';
import type { KeyRing } from '../keys/keyRing.ts';
import type { Logger } from '../lateLog.ts';
import type { MutedLimits } from '../mutedLimits.ts';
import type { Quiet } from '../notifications/quiet.ts';
import type { ReadyNotice } from '../notifications/readyNotice.ts';
import type { LimitsPanel } from '../panel/limitsPanel.ts';
import type { Recaps } from '../recaps.ts';
import type { CommandName } from '../settings/contributions.ts';
import type { Settings } from '../settings/settingsCheck.ts';

type Camel<Kebab extends string> = Kebab extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Kebab;

/** An intent's name, in camel case. */
export type IntentName = Camel<Intent['type']>;

/** Everything a user can ask for: by a command, in the panel or in a notification. */
export type ActionName = CommandName | IntentName;

/** Everything that actions work with. */
export interface ActionHost {
  readonly board: Board;
  readonly keyRing: KeyRing;
  readonly muted: MutedLimits;
  readonly quiet: Quiet;
  readonly panel: LimitsPanel;
  readonly log: Logger;
  readonly settings: Settings;
  readonly parts: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly wall: () => number;
  };
  /** `null` if the engine could not be loaded. */
  readonly room: Promise<{ readonly ready: ReadyNotice; readonly recaps: Recaps } | null>;
  demo(): Promise<Demo>;
  perform(asked: ActionName | Intent): Promise<void>;
}
