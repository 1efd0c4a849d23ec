import { ownerOf } from '../../core/addressOwner.ts';
import type { Page } from '../../core/dialects/presets.ts';
import { DAY, HOUR, MINUTE, type Unit } from '../../core/model/limit.ts';
import { type Provider, type ProviderId, providers } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import type { PastedTool } from '../../core/pasted/origin.ts';
import type { RefusalMark } from '../../core/pasted/refusalMarks.ts';
import type { TeamPlan } from '../../core/shown/teamPlan.ts';
import { duration } from '../duration.ts';
import { unnamedProvider } from '../names.ts';
import { count, dollars, percent } from '../numbers.ts';
import { advice, type StepId, steps } from './advice.ts';
import type { LinkId } from './links.ts';
import type { Place } from './place.ts';
import type { Deed, Scope, StepTemplate, Topic, Value, WindowName } from './step.ts';

/** Facts about the refusal and about where the reader is. A missing one counts as unknown. */
export interface AdviceContext extends Place {
  readonly provider: ProviderId | null;
  /** The endpoint that requests go to, such as `https://openrouter.ai`; tells some compatible endpoints apart. */
  readonly origin?: string | null;
  readonly storage?: KeyStorage | null;
  /** The tool whose text it is. */
  readonly tool?: PastedTool | null;
  /** What that text shows beside the cause. */
  readonly shows?: readonly RefusalMark[];
  /** Seconds that the limit takes to refill. */
  readonly window?: number | null;
  readonly unit?: Unit | null;
  /** The refused model, and whether Keygauge watches it. */
  readonly model?: string | null;
  readonly watched?: boolean;
  /** Seconds left of the wait that the provider asked for. */
  readonly wait?: number | null;
  /** Watched models of the same key, each with the fraction left of its tightest limit. */
  readonly headroom?: readonly Headroom[];
  /** Units that a request takes. */
  readonly size?: number | null;
  /** The plan that the reader's team has for the editor. */
  readonly team?: TeamPlan | null;
}

export interface Headroom {
  readonly model: string;
  readonly left: number;
  /** Units that its tightest limit of tokens holds now; `null` if unknown. */
  readonly room: number | null;
}

/** A step to show: `text` is the key of a translation, `args` fill its placeholders. */
export interface AdvisedStep {
  readonly id: StepId;
  readonly text: string;
  readonly args: readonly string[];
  /** `null`, like `action`, for pure advice. */
  readonly button: string | null;
  readonly action: { readonly open: LinkId } | { readonly do: Deed } | null;
}

export interface Advice {
  readonly title: string;
  readonly explanation: string;
  /** The thing that never helps. */
  readonly never: string;
  /** At least one. */
  readonly steps: readonly AdvisedStep[];
}

/** A model below this fraction is low itself by default, so switching to it does not help. */
const enoughHeadroom = 0.2;
const mostModels = 2;

export function adviceFor(topic: Topic, context: AdviceContext, rows = providers): Advice {
  const { title, explanation, never, steps: ids } = advice[topic];
  const who = recognized(context.provider, context.origin ?? null, rows);
  const advised = ids.flatMap((id) => advisedSteps(id, { ...context, who, rows }));
  const has = (id: StepId) => advised.some((step) => step.id === id);
  const steps = advised.filter(
    ({ id }) =>
      !(id === 'model-with-headroom' && has('model-that-fits')) && !(id === 'workspace-limit' && has('part-limit')),
  );
  return { title, explanation, never, steps };
}

interface Known extends AdviceContext {
  /** The only provider that the steps may speak of. */
  readonly who: ProviderId | null;
  readonly rows: Rows;
}

type Rows = Readonly<Record<ProviderId, Provider>>;

/**
 * The provider whose pages and habits advice may speak of: the one that a key or text is recognized as, or the owner of
 * the endpoint. An endpoint on no list gives the provider without a name; `null` where nothing is known.
 */
export function recognized(
  provider: ProviderId | null,
  origin: string | null,
  rows: Rows = providers,
): ProviderId | null {
  if (provider === null || origin === null || rows[provider].name !== null) return provider;
  return ownerOf(origin, rows) ?? provider;
}

/** One step for each time it applies: none, one, or one for each model that it names. */
function advisedSteps(id: StepId, context: Known): AdvisedStep[] {
  const step: StepTemplate = steps[id];
  if (!applies(step.only ?? {}, context)) return [];
  return namings(step, context).flatMap((naming) => {
    const sentence = step.told && isKnown(step.told.values, naming) ? step.told : step;
    const values = sentence.values ?? [];
    if (!isKnown(values, naming)) return [];
    const args = values.flatMap((value) => naming[value] ?? []);
    return [{ id, text: sentence.text, args, button: (naming.action && step.button) ?? null, action: naming.action }];
  });
}

function isKnown(values: readonly Value[], naming: Naming): boolean {
  return values.every((value) => naming[value] !== undefined);
}

type Naming = Partial<Record<Value, string>> & Pick<AdvisedStep, 'action'>;

/** One set of values for each time the step appears. */
function namings({ values = [], action }: StepTemplate, context: Known): Naming[] {
  if (values.includes('other-model')) {
    const { size } = context;
    const fitting = modelsWithHeadroom(
      context,
      ({ room }) => !values.includes('size') || (room ?? 0) >= (size ?? Infinity),
    );
    return fitting.map(({ model, left }) => ({
      'other-model': model,
      left: percent(left),
      ...(size && { size: count(size) }),
      action: plainAction(action, context),
    }));
  }
  if (values.includes('service')) return namingOfService(action, context);
  const { wait, model, watched } = context;
  return [
    {
      ...teamValues(context.team ?? null),
      ...(wait && wait > 0 && { wait: duration(wait) }),
      ...(model && watched === false && { model }),
      'no-check': 'NODE_TLS_REJECT_UNAUTHORIZED',
      'more-certificates': 'NODE_EXTRA_CA_CERTS',
      action: plainAction(action, context),
    },
  ];
}

function teamValues(team: TeamPlan | null): Partial<Record<Value, string>> {
  if (team === null) return {};
  const { spent, beyond, limit } = team;
  return {
    'plan-spent': dollars(spent),
    'beyond-plan': dollars(beyond),
    ...(limit && { 'beyond-left': dollars(Math.max(0, limit - beyond)), 'beyond-limit': dollars(limit) }),
  };
}

/** Pages that every provider has somewhere: without a link, a step still says where to look. */
const everywhere: ReadonlySet<Page> = new Set(['usage', 'limits', 'billing', 'keys']);

function namingOfService(action: StepTemplate['action'], context: Known): Naming[] {
  const { who, rows, pages } = context;
  if (who !== null && rows[who].name === null) return [];
  const service = (who && rows[who].name) || unnamedProvider();
  if (!action || !('page' in action)) return [{ service, action: plainAction(action, context) }];
  const { page } = action;
  const open: LinkId | null = who && pages[who]?.includes(page) ? `${who}-${page}` : null;
  return open === null && !everywhere.has(page) ? [] : [{ service, action: open && { open } }];
}

function plainAction(action: StepTemplate['action'], { storage }: Known): AdvisedStep['action'] {
  if (!action || 'page' in action) return null;
  return storage === 'traffic' && 'do' in action && needsValue.has(action.do) ? null : action;
}

/** What can be done only with a key of which there is a value. */
const needsValue: ReadonlySet<Deed> = new Set([
  'check-now',
  'replace-key',
  'change-address',
  'choose-models',
  'watch-model',
]);

function modelsWithHeadroom({ headroom = [], model }: AdviceContext, fits: (other: Headroom) => boolean): Headroom[] {
  return headroom
    .filter((other) => other.model !== model && other.left > enoughHeadroom && fits(other))
    .sort((one, other) => other.left - one.left)
    .slice(0, mostModels);
}

function applies(only: Scope, context: Known): boolean {
  const { who, editor, tool, shows = [], storage, window, unit, wait } = context;
  return (
    (!only.providers || (who !== null && only.providers.includes(who))) &&
    (!only.except || who === null || !only.except.includes(who)) &&
    (!only.editors || only.editors.includes(editor)) &&
    (!only.tools || (tool != null && only.tools.includes(tool))) &&
    (!only.shown || shows.includes(only.shown)) &&
    (!only.windows || only.windows.includes(windowName(window ?? null))) &&
    (!only.units || !unit || only.units.includes(unit)) &&
    (!only.storages || only.storages.includes(storage ?? 'secret')) &&
    (!only.wait || !wait || wait <= 0)
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
