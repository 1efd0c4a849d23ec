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
  const request = state.underWay.answered(exchange.requestId, exchange.model);
  if (request) ledger.take(request);
  const touched = ledger.take(exchange);
  const { readings, sentAt, receivedAt } = exchange;
  if (seen.model !== null) state.attribution.read(seen.model, readings, sentAt, receivedAt);
  for (const twin of settled(exchange.model, seen.model, known(), state, receivedAt)) {
    state.forget(twin);
    ledger.forget(id, twin);
  }
  return touched;
}

/** The model that a refusal is about which says nothing of limits: the only one that is used, where it is about a model. */
function refusedModel({ failure, receivedAt }: ExchangeSeen, state: KeyState): string | null {
  return failure && isOfRequest(failure) ? state.onlyUsed(receivedAt) : null;
}

/** The model that a response is about which names none; where several have its limits, by what is known of their levels. */
function modelOf(seen: ExchangeSeen, known: readonly KnownModel[], { attribution, underWay }: KeyState): string | null {
  const { readings, tool = null, sentAt } = seen;
  const several = candidates(readings, known);
  const byCapacities = whichModel(readings, known);
  if (several.length < 2) return byCapacities;
  const { input = 0, inputAtMost = input } = underWay.find(seen.requestId) ?? {};
  const isAdmitted = seen.failure === null;
  return attribution.decide({ tool, input, inputAtMost, isAdmitted, sentAt, readings }, several) ?? byCapacities;
}

/** The models known by capacities alone that have turned out to be others. */
function settled(
  model: string,
  named: string | null,
  known: readonly KnownModel[],
  { attribution }: KeyState,
  now: number,
): string[] {
  const twins = named === null ? [] : unnamedTwins(named, known);
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
