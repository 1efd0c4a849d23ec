import type { Ledger, TouchedLimit } from '../core/limits/ledger.ts';
import type { ExchangeSeen, RequestSeen } from '../core/model/observation.ts';
import { candidates, isUnnamed, type KnownModel, unnamedTwins, whichModel } from '../core/whichModel.ts';
import { isOfRequest, type KeyState } from './keyState.ts';

/**
 * Takes an exchange into the state of its key and into the ledger, once it is told apart which model it was about. `jitter`
 * as in `KeyState.take`. Returns the limits that it was about.
 */
export function takeExchange(
  seen: ExchangeSeen,
  id: string,
  state: KeyState,
  ledger: Ledger,
  jitter: number,
): readonly TouchedLimit[] {
  const known = () => state.models.map((model) => ({ model, limits: ledger.shapes(id, model) }));
  const model = seen.model ?? modelOf(seen, known(), state) ?? refusedModel(seen, state);
  const exchange = { ...seen, model };
  const forgotten = state.take(exchange, jitter);
  if (forgotten !== null) ledger.forget(id, forgotten);
  if (!state.concerns(exchange)) return [];
  const { readings, sentAt, receivedAt } = exchange;
  if (seen.model !== null) {
    for (const request of shown(seen, seen.model, state)) ledger.take(request);
    state.strangers.read(seen.model, seen);
    state.attribution.read(seen.model, readings, sentAt, receivedAt);
  }
  tellDecided(state, ledger);
  const request = state.underWay.answered(exchange.requestId, exchange.model);
  if (request) ledger.take(request);
  const touched = ledger.take(exchange);
  for (const twin of settled(exchange.model, seen.model, known(), state, receivedAt)) {
    state.forget(twin);
    ledger.forget(id, twin);
  }
  return touched;
}

/** The requests under way that a response of this model shows, which would be somebody else's otherwise. */
function shown({ readings, receivedAt }: ExchangeSeen, model: string, { attribution, underWay }: KeyState) {
  const isShown = (request: RequestSeen) => {
    const { tool = null, input, inputAtMost = input, sentAt } = request;
    return attribution.shows({ tool, input, inputAtMost, isAdmitted: true, sentAt }, model, readings, receivedAt);
  };
  return underWay.allUntaken.filter(isShown).map((request) => underWay.take(request, model));
}

/** Tells of answers whose models have just turned out, or what they took would be somebody else's. */
function tellDecided({ attribution }: KeyState, ledger: Ledger): void {
  for (const { request, exchange, model } of attribution.takeDecided()) {
    if (request) ledger.take({ ...request, model });
    ledger.take({ ...exchange, model });
  }
}

/** The model that a refusal is about which says nothing of limits: the only one that is used, where it is about a model. */
function refusedModel({ failure, receivedAt }: ExchangeSeen, state: KeyState): string | null {
  return failure && isOfRequest(failure) ? state.onlyUsed(receivedAt) : null;
}

/** The model that a response is about which names none; where several have its limits, by what is known of their levels. */
function modelOf(seen: ExchangeSeen, known: readonly KnownModel[], state: KeyState): string | null {
  const { attribution, underWay } = state;
  const { readings, tool = null, sentAt } = seen;
  const found = candidates(readings, known);
  const stranger = strangerBeside(found, seen, state);
  const several = stranger === null ? found : [...found, stranger];
  const byCapacities = stranger ?? whichModel(readings, known);
  if (several.length < 2) return byCapacities;
  const { input = 0, inputAtMost = input } = underWay.find(seen.requestId) ?? {};
  const isAdmitted = seen.failure === null;
  const answer = { request: underWay.untaken(seen.requestId), exchange: seen };
  const unnamed = { tool, input, inputAtMost, isAdmitted, sentAt, readings, ...(isAdmitted && { answer }) };
  return attribution.decide(unnamed, several) ?? byCapacities;
}

/** A model that nobody knows, by its capacities, where a response may be about that as well as about the only known one. */
function strangerBeside(
  [only, ...others]: readonly string[],
  seen: ExchangeSeen,
  { strangers }: KeyState,
): string | null {
  if (only === undefined || others.length > 0) return null;
  if (strangers.isMistaken(only)) return whichModel(seen.readings, []);
  strangers.taken(only, seen);
  return null;
}

/** The models known by capacities alone that have turned out to be others. */
function settled(
  model: string,
  named: string | null,
  known: readonly KnownModel[],
  { attribution, strangers }: KeyState,
  now: number,
): string[] {
  const twins = named === null || strangers.isMistaken(named) ? [] : unnamedTwins(named, known);
  if (isUnnamed(model) || attribution.isOpen(now)) return twins;
  const left = known.filter((one) => isUnnamed(one.model) && isSeveral(one, known));
  return [...new Set([...twins, ...left.map((one) => one.model)])];
}

/** Whether several models have the capacities of this one. */
function isSeveral({ limits }: KnownModel, known: readonly KnownModel[]): boolean {
  const readings = limits.map((limit) => ({ ...limit, pool: 'standard', level: null, timeToFull: null }) as const);
  return candidates(readings, known).length > 1;
}

/** Takes a request that has left: for the model that it names, or else for the only one that is used. */
export function takeRequest(request: RequestSeen, id: string, state: KeyState, ledger: Ledger): void {
  const { model } = request;
  state.left(request);
  const known = state.models.map((one) => ({ model: one, limits: ledger.shapes(id, one) }));
  // A look would only tell models apart; where their limits differ, the answer does.
  const alike = known.filter((one) => isSeveral(one, known)).length;
  if (model === null && alike > 0) state.attribution.leaves(request.input, request.sentAt, alike);
  const named = model === null ? state.underWay.leave(request, state.onlyUsed(request.sentAt)) : { ...request, model };
  if (named) ledger.take(named);
}
