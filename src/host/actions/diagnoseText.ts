import { diagnose } from '../../core/pasted/pastedError.ts';
import type { PastedDiagnosis } from '../../words/pastedWords.ts';

/** Reads a pasted text on this machine and tells what it means. `now` in epoch milliseconds. */
export function diagnoseText(text: string, now: number): PastedDiagnosis {
  const found = diagnose(text, now);
  const { failure, certainty, provider, model, tool } = found;
  const judgement = found.certainty === 'could-be' ? null : found.verdict;
  return {
    certainty,
    cause: failure.cause,
    verdict: judgement?.verdict ?? null,
    waitingHelps: judgement?.waitingHelps ?? false,
    wait: judgement?.wait ?? null,
    opensIn: judgement?.waitingHelps ? null : failure.retryAfter,
    provider,
    model,
    window: failure.limit?.window ?? null,
    unit: failure.limit?.unit ?? null,
    cursor: tool === 'cursor',
    candidates: found.certainty === 'could-be' ? found.candidates : [],
    howToTell: found.certainty === 'could-be' ? found.howToTell : [],
    readings: found.readings,
  };
}
