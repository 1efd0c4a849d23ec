import type { Failure } from '../core/failure.ts';
import { failureOf } from '../core/failureOf.ts';
import type { Reading } from '../core/limits.ts';
import type { ProviderResponse } from '../core/response.ts';
import { readAnthropicHeaders } from './anthropicHeaders.ts';
import { readOpenAIHeaders } from './openaiHeaders.ts';

/**
 * The readings and the failure in a response of which only the text is at hand. `provider` as the reporter names it;
 * without one, the headers tell. A provider whose dialect is not known yields no readings: unknown, not wrong.
 */
export function interpret(
  provider: string | undefined,
  response: ProviderResponse,
): { readings: Reading[]; failure: Failure | null } {
  return { readings: readingsOf(provider, response.headers), failure: failureOf(response) };
}

/** What headers say of each limit. Without a provider, every dialect is tried. */
export function readingsOf(provider: string | undefined, headers: Readonly<Record<string, string>>): Reading[] {
  switch (provider) {
    case 'openai':
    case 'compatible':
      return readOpenAIHeaders(headers);
    case 'anthropic':
      return readAnthropicHeaders(headers);
    case undefined:
      return [...readAnthropicHeaders(headers), ...readOpenAIHeaders(headers)];
    default:
      return [];
  }
}
