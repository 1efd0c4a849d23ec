import type { Detail } from '../../core/causes/detail.ts';
import type { Page } from '../../core/dialects/presets.ts';
import type { Cause } from '../../core/model/failure.ts';
import type { Unit } from '../../core/model/limit.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import type { PastedTool } from '../../core/pasted/origin.ts';
import type { RefusalMark } from '../../core/pasted/refusalMarks.ts';
import type { Editor } from './editor.ts';
import type { LinkId } from './links.ts';

/** Troubles that no single response reveals: they show in the course of the levels or in a lack of detail. */
export const situations = [
  'shared-use',
  'low-tier',
  'sliced',
  'cold-cache',
  'running-low',
  'relayed',
  'heard',
] as const;
export type Situation = (typeof situations)[number];

/** Actions that a button can take here, without leaving the editor. */
export type Deed =
  | 'check-now'
  | 'add-key'
  | 'replace-key'
  | 'change-address'
  | 'choose-models'
  | 'tell-when-ready'
  | 'will-it-fit'
  | 'diagnose'
  | 'open-editor-settings'
  | 'copy-report'
  | 'watch-model'
  | 'open-log'
  | 'reload-window';

/**
 * Values that a sentence can name. A step whose value is unknown is left out.
 *
 * - `service`: the provider's name, or "your provider" while nobody knows which it is; none for an endpoint on no list,
 *   which may have no such pages at all.
 * - `wait`: how long the provider asked to wait, such as "24 s".
 * - `model`: the refused model, if it is not watched yet.
 * - `other-model` and `left`: a watched model with headroom and what is left of it, such as "64%"; one pair for each
 *   model.
 * - `size`: what a request takes, such as "11K", beside a model that it fits.
 * - `plan-spent`, `beyond-plan`, `beyond-left`, `beyond-limit`: what a team has spent of its editor's plan and beyond it, and may
 *   spend beyond it, such as "$12.50".
 * - `no-check` and `more-certificates`: the environment variables that switch off the check of certificates, and that name
 *   a file with further ones to trust.
 */
export type Value =
  | 'service'
  | 'wait'
  | 'model'
  | 'other-model'
  | 'left'
  | 'size'
  | 'plan-spent'
  | 'beyond-plan'
  | 'beyond-left'
  | 'beyond-limit'
  | 'no-check'
  | 'more-certificates';

export type WindowName = 'minute' | 'hour' | 'day' | 'unknown';

/** Conditions for a step to apply. One that is left out does not matter. */
export interface Scope {
  /** Only these, and not while the provider is unknown: advice for one is wrong for another. */
  readonly providers?: readonly ProviderId[];
  /** All but these; also while the provider is unknown. */
  readonly except?: readonly ProviderId[];
  readonly editors?: readonly Editor[];
  /** Only where a text is recognized as one of theirs. */
  readonly tools?: readonly PastedTool[];
  /** Only where a text shows it. */
  readonly shown?: RefusalMark;
  readonly windows?: readonly WindowName[];
  /** Applies to an unknown unit too. */
  readonly units?: readonly Unit[];
  /** Places where the key is kept. An unknown one counts as the editor, where most keys are. */
  readonly storages?: readonly KeyStorage[];
  /** Only while nobody has said how long to wait. */
  readonly wait?: 'unknown';
}

/**
 * One thing to do, in whole sentences, which are also the keys of their translations. `values` fill `{0}`, `{1}`, … in
 * this order.
 */
export interface StepTemplate {
  readonly text: string;
  readonly values?: readonly Value[];
  /** Takes the place of the sentence where all its values are known. */
  readonly told?: { readonly text: string; readonly values: readonly Value[] };
  readonly button?: string;
  readonly action?: { readonly open: LinkId } | { readonly page: Page } | { readonly do: Deed };
  readonly only?: Scope;
}

/** Advice on one cause, a detail of it, or a situation. */
export interface Entry<StepId extends string = string> {
  /** The problem itself. */
  readonly title: string;
  /** The reason, and whose limit it is. */
  readonly explanation: string;
  /** The thing that never helps. Names waiting exactly where waiting is in vain. */
  readonly never: string;
  /** In the order to do them. */
  readonly steps: readonly StepId[];
}

export type Topic = Cause | Detail | Situation;
