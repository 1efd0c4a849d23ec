import { diagnose } from '../../core/pasted/pastedError.ts';
import type { PastedDiagnosis } from '../../words/pastedWords.ts';

/** The zone that this machine's clock shows, such as "Europe/Rome". */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Reads a pasted text on this machine and tells what it means. `now` in epoch milliseconds; a time without a zone is one
 * of `zone`, and unknown where that is `null`.
 */
export function diagnoseText(text: string, now: number, zone: string | null = null): PastedDiagnosis {
  const found = diagnose(text, { now, zone });
  const { failure, certainty, provider, model, tool, shows } = found;
  const judgment = found.certainty === 'could-be' ? null : found.verdict;
  return {
    certainty,
    cause: failure.cause,
    verdict: judgment?.verdict ?? null,
    waitingHelps: judgment?.waitingHelps ?? false,
    wait: judgment?.wait ?? null,
    opensIn: judgment?.waitingHelps ? null : failure.retryAfter,
    provider,
    model,
    window: failure.limit?.window ?? null,
    unit: failure.limit?.unit ?? null,
    tool,
    shows,
    detail: found.certainty === 'could-be' ? null : found.detail,
    overrun: found.certainty === 'could-be' ? null : found.overrun,
    about: found.certainty === 'could-be' ? found.about : 'error',
    candidates: found.certainty === 'could-be' ? found.candidates : [],
    howToTell: found.certainty === 'could-be' ? found.howToTell : [],
    readings: found.readings,
  };
}
