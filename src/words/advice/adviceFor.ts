import { DAY, HOUR, MINUTE, type Unit } from '../../core/model/limit.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import { duration } from '../duration.ts';
import { percent } from '../numbers.ts';
import { advice, type StepId, steps } from './advice.ts';
import { type LinkId, linkOf, type ServiceId, serviceNames, servicesOf } from './links.ts';
import type { Deed, Editor, Scope, Step, Topic, Value, WindowName } from './step.ts';

/** What is known of the refusal and of where the reader is. Whatever is left out counts as unknown. */
export interface AdviceContext {
  readonly provider: ProviderId | null;
  readonly editor: Editor;
  /** Where requests go, such as `https://openrouter.ai`; tells some compatible endpoints apart. */
  readonly origin?: string | null;
  readonly storage?: KeyStorage | null;
  /** Seconds in which the limit refills. */
  readonly window?: number | null;
  readonly unit?: Unit | null;
  /** The refused model, and whether Keygauge watches it. */
  readonly model?: string | null;
  readonly watched?: boolean;
  /** Seconds left of the wait that the provider asked for. */
  readonly wait?: number | null;
  /** Watched models of the same key, with the fraction that is left of the tightest limit of each. */
  readonly headroom?: readonly { readonly model: string; readonly left: number }[];
}

/** A step to show: `text` is the key of a translation, `args` fill its placeholders. */
export interface AdvisedStep {
  readonly id: StepId;
  readonly text: string;
  readonly args: readonly string[];
  /** `null` together with `action`, for pure advice. */
  readonly button: string | null;
  readonly action: { readonly open: LinkId } | { readonly do: Deed } | null;
}

export interface Advice {
  readonly title: string;
  readonly explanation: string;
  /** What never helps. */
  readonly never: string;
  /** At least one. */
  readonly steps: readonly AdvisedStep[];
}

/** Below this fraction a model is low itself, by default, and no help. */
const enoughHeadroom = 0.2;
const mostModels = 2;

export function adviceFor(topic: Topic, context: AdviceContext): Advice {
  const { title, explanation, never, steps: ids } = advice[topic];
  return { title, explanation, never, steps: ids.flatMap((id) => advisedSteps(id, context)) };
}

/** A step as often as it applies: not at all, once, or once for each service or model that it names. */
function advisedSteps(id: StepId, context: AdviceContext): AdvisedStep[] {
  const step: Step = steps[id];
  if (!applies(step.only ?? {}, context)) return [];
  return namings(step, context).flatMap((naming) => {
    const args = (step.values ?? []).map((value) => naming[value]);
    const known = args.filter((arg) => arg !== undefined);
    if (known.length < args.length) return [];
    return [{ id, text: step.text, args: known, button: step.button ?? null, action: naming.action }];
  });
}

type Naming = Partial<Record<Value, string>> & Pick<AdvisedStep, 'action'>;

/** The values for each time that a step comes. */
function namings({ values = [], action }: Step, context: AdviceContext): Naming[] {
  if (values.includes('other-model')) {
    return modelsWithHeadroom(context).map(({ model, left }) => ({
      'other-model': model,
      left: percent(left),
      action: plainAction(action),
    }));
  }
  if (values.includes('service') || (action && 'page' in action)) {
    return servicesOf(context.provider, context.origin ?? null).flatMap((service) => {
      const resolved = actionOn(service, action);
      return action && resolved === null ? [] : [{ service: serviceNames[service], action: resolved }];
    });
  }
  const { wait, model, watched } = context;
  return [
    {
      ...(wait && wait > 0 && { wait: duration(wait) }),
      ...(model && watched === false && { model }),
      action: plainAction(action),
    },
  ];
}

function actionOn(service: ServiceId, action: Step['action']): AdvisedStep['action'] {
  if (!action || !('page' in action)) return plainAction(action);
  const open = linkOf(action.page, service);
  return open && { open };
}

function plainAction(action: Step['action']): AdvisedStep['action'] {
  return action && !('page' in action) ? action : null;
}

function modelsWithHeadroom({ headroom = [], model }: AdviceContext): { model: string; left: number }[] {
  return headroom
    .filter((other) => other.model !== model && other.left > enoughHeadroom)
    .sort((one, other) => other.left - one.left)
    .slice(0, mostModels);
}

function applies(only: Scope, context: AdviceContext): boolean {
  const { provider, origin, editor, storage, window, unit, wait } = context;
  return (
    (!only.providers || provider === null || only.providers.includes(provider)) &&
    (!only.editors || only.editors.includes(editor)) &&
    (!only.windows || only.windows.includes(windowName(window ?? null))) &&
    (!only.units || !unit || only.units.includes(unit)) &&
    (!only.storages || only.storages.includes(storage ?? 'secret')) &&
    (!only.wait || !wait || wait <= 0) &&
    (!only.service || servicesOf(provider, origin ?? null).length === 0)
  );
}

function windowName(window: number | null): WindowName {
  switch (window) {
    case MINUTE:
      return 'minute';
    case HOUR:
      return 'hour';
    case DAY:
      return 'day';
    default:
      return 'unknown';
  }
}
