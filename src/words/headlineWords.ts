import * as l10n from '@vscode/l10n';
import { type Headline, headlineOf } from '../core/headline.ts';
import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { easedRefusal } from '../core/shown/eased.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import type { Place } from './advice/place.ts';
import { holdHeadline, isHolding } from './holdWords.ts';
import { levelWords } from './levelWords.ts';
import { leftOfText } from './limitDetailWords.ts';
import { limitPhrase } from './limitNames.ts';
import { percentText, timeRead } from './limitViewWords.ts';
import { modelText } from './modelText.ts';
import { moneyHeadlineWords } from './moneyHeadline.ts';
import { providerName } from './names.ts';
import { outsideText } from './outsideText.ts';
import { failureWords } from './refusalWords.ts';
import type { HeadlineWords, Step } from './step.ts';
import { untoldWords } from './untoldWords.ts';
import { noKeyWords } from './welcomeWords.ts';

/** Words for what matters most in a snapshot: the worst limit, even where the status bar shows a pinned one. */
export function headlineWords(snapshot: Snapshot, place: Place): HeadlineWords {
  if (isHolding(snapshot)) return holdHeadline(snapshot);
  const headline = headlineOf(snapshot, 'lowest');
  switch (headline.kind) {
    case 'level':
      return levelWords(headline.view, headline.key, snapshot, place);
    case 'no-data':
      return noDataWords(headline.last, snapshot);
    case 'add-key':
      return noKeyWords(snapshot);
    case 'choose-models':
      return chooseWords(headline);
    case 'starting':
      return spoken({
        tone: 'calm',
        lead: l10n.t('Starting'),
        title: l10n.t('the first check is under way'),
        details: [l10n.t('The limits appear as soon as the provider answers.')],
        steps: [],
      });
    case 'failure': {
      const eased = easedRefusal(headline.failure, headline.wait, headline.key, snapshot);
      return eased ? levelWords(eased, headline.key, snapshot, place) : failureWords(headline, snapshot, place);
    }
    case 'money':
      return moneyHeadlineWords(headline, place);
    case 'key-missing':
      return missingWords(headline.key);
    case 'key-changed':
      return changedWords(headline.key);
  }
}

function noDataWords(last: LimitView | null, snapshot: Snapshot): HeadlineWords {
  const untold = untoldWords(snapshot);
  if (untold) {
    const { lead, title, detail } = untold;
    return spoken({ tone: 'calm', lead, title, details: [detail], steps: [] });
  }
  return spoken({
    tone: 'unknown',
    lead: l10n.t('Unknown'),
    title: l10n.t('nothing was read lately'),
    details: last
      ? [
          l10n.t(
            '{0}, {1}: {2} {3}.',
            outsideText(modelText(last.limit.model)),
            limitPhrase(last.limit),
            percentText(last) ?? leftOfText(last) ?? '',
            timeRead(last, snapshot.at),
          ),
        ]
      : [l10n.t('No limit has been read yet.')],
    steps: !snapshot.keys.some(isCheckable)
      ? []
      : [
          {
            text: l10n.t('One small request tells what is left'),
            button: l10n.t('Check now'),
            intent: { type: 'check-now' },
          },
        ],
  });
}

function chooseWords({ key }: Headline & { kind: 'choose-models' }): HeadlineWords {
  return spoken({
    tone: 'calm',
    lead: l10n.t('No model yet'),
    title: l10n.t('choose which models of the key “{0}” to watch', outsideText(key.label)),
    details: [
      l10n.t(
        '{0} has limits for each model; one small request now and then tells what is left of them.',
        providerName(key.provider),
      ),
    ],
    steps: [
      {
        text: l10n.t('The models that your editor or agent uses are the ones to watch'),
        button: l10n.t('Choose models'),
        intent: { type: 'choose-models', keyId: key.id },
      },
    ],
  });
}

function missingWords(key: KeySnapshot): HeadlineWords {
  return spoken({
    tone: 'trouble',
    lead: l10n.t('Key missing'),
    title: l10n.t('the value of “{0}” is not there', outsideText(key.label)),
    details: [missingText(key)],
    steps: [missingStep(key)],
  });
}

function changedWords({ id, label }: KeySnapshot): HeadlineWords {
  return spoken({
    tone: 'trouble',
    lead: l10n.t('Key changed'),
    title: l10n.t('the environment now holds another value or address for “{0}” than you allowed', outsideText(label)),
    details: [l10n.t('Nothing is sent with it until you allow it again.')],
    steps: [
      {
        text: l10n.t('See which key it is and where it would go'),
        button: l10n.t('Review key'),
        intent: { type: 'allow-key', keyId: id },
      },
    ],
  });
}

function missingStep({ id, storage }: KeySnapshot): Step {
  if (storage === 'environment') {
    const text = l10n.t(
      'Set the environment variable that this key is read from to the right value, then restart the editor.',
    );
    return { text, button: null, intent: null };
  }
  return {
    text: l10n.t('Enter the key again'),
    button: l10n.t('Replace key'),
    intent: { type: 'replace-key', keyId: id },
  };
}

function missingText(key: KeySnapshot): string {
  switch (key.storage) {
    case 'environment':
      return l10n.t('The environment variable that held it is not set in this window.');
    case 'session':
      return l10n.t('It was kept only until the last window closed.');
    default:
      return l10n.t("The editor's secret storage has no such entry, perhaps because it was cleared.");
  }
}

function spoken(words: Omit<HeadlineWords, 'announcement' | 'subject' | 'limit' | 'status'>): HeadlineWords {
  return { ...words, subject: null, limit: null, status: null, announcement: words.lead };
}
