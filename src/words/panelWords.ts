import type { ProviderId } from '../core/model/provider.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { type AccountWords, accountWords } from './accountWords.ts';
import type { Place } from './advice/place.ts';
import { planUntoldText } from './cursorWords.ts';
import { type FindingWords, findingWords } from './findingWords.ts';
import { headlineWords } from './headlineWords.ts';
import { type SourcesWords, sourcesWords } from './sourceWords.ts';
import { statusIntent } from './statusWords.ts';
import type { HeadlineWords } from './step.ts';

/** The sentences of the panel that take all of the advice, or all that is known of an account, to make. */
export interface PanelWords {
  readonly headline: HeadlineWords;
  readonly findings: readonly FindingWords[];
  readonly accounts: readonly AccountWords[];
  /** Those of the providers in the snapshot whose status page can be opened. */
  readonly statusPages: readonly ProviderId[];
  /** Why an editor's own plan is not shown; `null` where it is, or is no matter. */
  readonly planUntold: string | null;
  readonly sources: SourcesWords;
}

export function panelWords(snapshot: Snapshot, place: Place): PanelWords {
  return {
    headline: headlineWords(snapshot, place),
    findings: findingWords(snapshot, place),
    accounts: accountWords(snapshot),
    statusPages: snapshot.statuses.flatMap(({ provider }) => (statusIntent(provider, place) ? provider : [])),
    planUntold: planUntoldText(snapshot, place),
    sources: sourcesWords(snapshot, place),
  };
}
