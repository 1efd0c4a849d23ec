import type { Page } from '../../core/dialects/presets.ts';
import type { Cause } from '../../core/model/failure.ts';
import type { Unit } from '../../core/model/limit.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import type { Editor } from './editor.ts';
import type { LinkId } from './links.ts';

/** What no single response tells, but the course of the levels does, or the lack of any detail. */
export const situations = ['shared-use', 'low-tier', 'sliced', 'cold-cache', 'running-low', 'relayed'] as const;
export type Situation = (typeof situations)[number];

/** What a button can do here, without leaving the editor. */
export const deeds = [
  'check-now',
  'add-key',
  'replace-key',
  'choose-models',
  'tell-when-ready',
  'will-it-fit',
  'diagnose',
  'open-editor-settings',
  'copy-report',
  'watch-model',
  'open-log',
] as const;
export type Deed = (typeof deeds)[number];

/**
 * What a sentence can name. A step that names something which is not known is left out.
 * - `service`: the provider's name, or "your provider" while nobody knows which it is; an endpoint that nobody listed may
 *   have no such pages at all, so there is none.
 * - `wait`: how long the provider asked to wait, such as "24 s".
 * - `model`: the refused model, if it is not watched yet.
 * - `other-model` and `left`: a watched model with headroom and what is left of it, such as "64%"; once for each.
 */
export type Value = 'service' | 'wait' | 'model' | 'other-model' | 'left';

export type WindowName = 'minute' | 'hour' | 'day' | 'unknown';

/** When a step applies. Whatever is not named does not matter. */
export interface Scope {
  /** Only these, and not while the provider is unknown: what is said of one is wrong of another. */
  readonly providers?: readonly ProviderId[];
  /** All but these, and an unknown one. */
  readonly except?: readonly ProviderId[];
  readonly editors?: readonly Editor[];
  readonly windows?: readonly WindowName[];
  /** Applies to an unknown unit too. */
  readonly units?: readonly Unit[];
  /** Where the key is kept. One that is not known is taken to be kept in the editor, as most are. */
  readonly storages?: readonly KeyStorage[];
  /** Only while nobody said how long to wait. */
  readonly wait?: 'unknown';
}

/**
 * One thing to do, in whole sentences, which are also the keys of their translations. `values` fill `{0}`, `{1}`, … in
 * this order.
 */
export interface Step {
  readonly text: string;
  readonly values?: readonly Value[];
  readonly button?: string;
  readonly action?: { readonly open: LinkId } | { readonly page: Page } | { readonly do: Deed };
  readonly only?: Scope;
}

/** What is said of a cause or situation before the steps. */
export interface Entry<StepId extends string = string> {
  /** What is wrong. */
  readonly title: string;
  /** Why, and whose limit it is. */
  readonly explanation: string;
  /** What never helps. Says that waiting does not exactly where it does not. */
  readonly never: string;
  /** What to do first comes first. */
  readonly steps: readonly StepId[];
}

export type Topic = Cause | Situation;
