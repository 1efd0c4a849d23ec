import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type LimitId, limitIdOf } from '../../core/model/limit.ts';
import type { MoneyGauge } from '../../core/model/money.ts';
import type { KeySnapshot, OrganizationSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { isSameSum, type MoneyTelling, moneyNews } from '../../core/money/moneyNews.ts';
import type { Intent } from '../../words/advice/intent.ts';
import type { Place } from '../../words/advice/place.ts';
import { moneySteps } from '../../words/moneyHeadline.ts';
import { moneyWarning } from '../../words/moneyWarning.ts';
import type { MoneyTellings } from './moneyTellings.ts';
import type { Quiet } from './quiet.ts';

export interface MoneyActions {
  perform(intent: Intent): void;
  openPanel(): void;
}

type Account = KeySnapshot | OrganizationSnapshot;

/** Notifies in time that money runs out, and when it has: once each, whatever windows and sessions there are. */
export class MoneyNotices {
  readonly #actions: MoneyActions;
  readonly #quiet: Quiet;
  readonly #tellings: MoneyTellings;
  readonly #muted: () => ReadonlySet<LimitId>;
  /** What another window has told since this one is open. */
  readonly #elsewhere = new Map<string, MoneyTelling>();

  constructor(actions: MoneyActions, quiet: Quiet, tellings: MoneyTellings, muted: () => ReadonlySet<LimitId>) {
    this.#actions = actions;
    this.#quiet = quiet;
    this.#tellings = tellings;
    this.#muted = muted;
  }

  /**
   * Looks at a snapshot; `warn`: whether the user wants notifications, `speaks`: whether they are this window's to show.
   * Another shows them otherwise, and then they are told of.
   */
  look(snapshot: Snapshot, warn: boolean, place: Place, speaks: boolean): void {
    if (!warn || this.#quiet.until !== null) return;
    for (const [gauge, account] of gaugesIn(snapshot)) {
      const telling = this.#newsOf(gauge, account, speaks);
      if (telling === null) continue;
      const name = nameOf(gauge, account);
      // What is stored holds for the window that speaks as well, which may not have looked yet.
      if (speaks) void this.#tellings.keep(name, telling, snapshot.at);
      else this.#elsewhere.set(name, telling);
      // A refusal of the provider has told of it already, and says more.
      const isTold = gauge.isEnforced && snapshot.keys.some((key) => isOutOfMoney(key, account));
      if (!speaks || (telling.stage === 'reached' && isTold)) continue;
      void this.#tell(gauge, account, limitIdOf(name), place);
    }
  }

  /** What there is to tell; `null` for nothing. */
  #newsOf(gauge: MoneyGauge, account: Account, speaks: boolean): MoneyTelling | null {
    const name = nameOf(gauge, account);
    const stored = this.#tellings.of(name);
    if (speaks && stored !== null && !isSameSum(gauge, stored)) void this.#tellings.forget(name);
    const told = [stored, this.#elsewhere.get(name) ?? null].filter((one) => one !== null && isSameSum(gauge, one));
    const last = told.find((one) => one?.stage === 'reached') ?? told[0] ?? null;
    const telling = moneyNews(gauge, last);
    return telling === null || this.#muted().has(limitIdOf(name)) ? null : telling;
  }

  async #tell(gauge: MoneyGauge, account: Account, limitId: LimitId, place: Place): Promise<void> {
    const [step] = moneySteps(gauge, account, place);
    const act = step?.button ?? l10n.t('Open Panel');
    const never = l10n.t("Don't Show Again");
    const chosen = await vscode.window.showWarningMessage(moneyWarning(gauge, account), act, never);
    if (chosen === never) this.#actions.perform({ type: 'mute-limit', limitId });
    else if (chosen === act && step?.button && step.intent) this.#actions.perform(step.intent);
    else if (chosen === act) this.#actions.openPanel();
  }
}

function gaugesIn({ keys, organizations }: Snapshot): [MoneyGauge, Account][] {
  return [
    ...keys.flatMap((key) => key.money.gauges.map((gauge): [MoneyGauge, Account] => [gauge, key])),
    ...organizations.flatMap((one) => one.gauges.map((gauge): [MoneyGauge, Account] => [gauge, one])),
  ];
}

function nameOf(gauge: MoneyGauge, account: Account): string {
  return JSON.stringify([account.id, gauge.id]);
}

function isOutOfMoney({ id, provider, lastFailure }: KeySnapshot, account: Account): boolean {
  const cause = lastFailure?.failure.cause;
  const isConcerned = id === account.id || ('usage' in account && provider === account.provider);
  return isConcerned && (cause === 'quota-exhausted' || cause === 'spend-limit');
}
