import type { LimitId } from '../../core/model/limit.ts';
import type { ModelId } from '../../core/model/snapshot.ts';
import type { Board } from '../../engine/board.ts';
import type { Intent } from '../../words/advice/intent.ts';
import type { ChosenIds } from '../chosenIds.ts';
import type { Demo } from '../demo.ts';
import type { EngineRoom } from '../engineRoom.ts';
import type { KeyRing } from '../keys/keyRing.ts';
import type { Logger } from '../lateLog.ts';
import type { Quiet } from '../notifications/quiet.ts';
import type { LimitsPanel } from '../panel/limitsPanel.ts';
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
  readonly muted: ChosenIds<LimitId>;
  readonly starred: ChosenIds<ModelId>;
  readonly quiet: Quiet;
  readonly panel: LimitsPanel;
  readonly log: Logger;
  readonly settings: Settings;
  readonly parts: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly wall: () => number;
  };
  /** `null` if the engine could not be loaded. */
  readonly room: Promise<Pick<
    EngineRoom,
    | 'ready'
    | 'recaps'
    | 'adminKeys'
    | 'asked'
    | 'heed'
    | 'pasts'
    | 'engine'
    | 'endListening'
    | 'digestOf'
    | 'connections'
    | 'tools'
  > | null>;
  /** Every value of a key seen in this session, for the redactor to remove. */
  secrets(): Iterable<string>;
  demo(): Promise<Demo>;
  perform(asked: ActionName | Intent): Promise<void>;
}
