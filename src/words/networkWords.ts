import * as l10n from '@vscode/l10n';
import type { Failure } from '../core/model/failure.ts';

/** Set to 0, it makes Node accept any certificate. */
const switchedOffBy = 'NODE_TLS_REJECT_UNAUTHORIZED';

/**
 * What a failure says for itself: the provider's own words, or a sentence where there is only a code. `origin` is
 * the one that was asked.
 */
export function failureMessage({ cause, message }: Pick<Failure, 'cause' | 'message'>, origin: string): string {
  if (cause === 'outdated') return l10n.t('Files of Keygauge were replaced while it ran.');
  if (cause === 'unverified-tls') {
    return l10n.t(
      '{0} switches off the check of certificates, so the key was not sent. Remove it from the environment, then start the editor again.',
      switchedOffBy,
    );
  }
  if (cause === 'own-fault' && message === '') return l10n.t('The log says more.');
  if (cause !== 'network') return message;
  const host = URL.canParse(origin) ? new URL(origin).host : origin;
  const found = sentences.find(({ codes }) => codes.test(message));
  return found?.words(host, message) ?? message;
}

interface NetworkSentence {
  /** Codes of Node and of undici, and the words of our own deadline. */
  readonly codes: RegExp;
  readonly words: (host: string, message: string) => string;
}

const sentences: readonly NetworkSentence[] = [
  {
    codes: /\bENOTFOUND\b/,
    words: (host) => l10n.t('{0} could not be found. Check the network and the address.', host),
  },
  {
    codes: /\bEAI_AGAIN\b/,
    words: (host) => l10n.t('The address of {0} could not be looked up. Check the network.', host),
  },
  {
    codes: /\bECONNREFUSED\b/,
    words: (host) => l10n.t('Nothing listens at {0}. Check the address, and that the program behind it runs.', host),
  },
  {
    codes: /\b(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)\b|socket hang up|other side closed/,
    words: (host) => l10n.t('The connection to {0} was cut before an answer came.', host),
  },
  {
    codes: /^No answer within \d+ s$/,
    words: (host, message) => l10n.t('{0} did not answer in {1} s.', host, /\d+/.exec(message)?.[0] ?? ''),
  },
  {
    codes: /^The answer is larger than/,
    words: (host) => l10n.t('{0} sent a longer answer than Keygauge reads.', host),
  },
  {
    codes: /\b(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)\b/,
    words: (host) => l10n.t('{0} did not answer in time.', host),
  },
  {
    codes: /\b(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN)\b/,
    words: (host) => l10n.t('There is no way through the network to {0}.', host),
  },
  {
    codes: /\bCERT_HAS_EXPIRED\b/,
    words: (host) => l10n.t('The certificate of {0} has expired.', host),
  },
  {
    codes: /\bERR_TLS_CERT_ALTNAME_INVALID\b/,
    words: (host) => l10n.t('The certificate that {0} shows is for another address.', host),
  },
  {
    codes: /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|\bCERT_|CERTIFICATE/,
    words: (host) =>
      l10n.t('The certificate of {0} is not trusted on this machine. A company proxy can be the reason.', host),
  },
];
