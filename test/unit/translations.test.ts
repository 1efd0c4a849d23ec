import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sentences } from '../../scripts/translations.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(join(root, file), 'utf8'));
const languages = ['de', 'fr', 'es', 'ja', 'zh-cn'];

/** What must stand in a translation as it stands in the sentence: placeholders, code in backticks, links to commands. */
function fixed(text: string): string[] {
  return [...text.matchAll(/\{\d\}|`[^`]+`|\(command:[\w.]+\)/g)].map(([part]) => part).sort();
}

/** Sentences with a moment: an hour of today, or with its weekday or date ("mar, 14:36"), and its placeholder. */
const moments = {
  'at {0}': '{0}',
  'lasts until {0}': '{0}',
  'next at {0}': '{0}',
  'used up at {0}': '{0}',
  'Quiet until {0}': '{0}',
  'Keygauge is quiet until {0}.': '{0}',
  'Lowest: {0} at {1}.': '{1}',
  '{0} refusal, at {1}': '{1}',
  '{0} refusals, the last at {1}': '{1}',
  'tightest: {0} of {1}, {2} at {3}': '{3}',
} as const;

describe('translations', () => {
  it('put nothing before a moment that only an hour can have before it', () => {
    for (const [language, before] of Object.entries({ de: /\bum $/, fr: /(?<!jusqu['’])à $/, es: /\blas $/ })) {
      const translation = read(`l10n/bundle.l10n.${language}.json`);
      for (const [sentence, moment] of Object.entries(moments)) {
        const [start = ''] = (translation[sentence] ?? '').split(moment);
        assert.doesNotMatch(start, before, `${language}: ${translation[sentence]}`);
      }
    }
  });

  it('follow a list that holds every sentence of the code and of the advice, and no other', async () => {
    assert.deepEqual(read('l10n/bundle.l10n.json'), await sentences(), 'run npm run translations');
  });

  it('of the manifest are asked for by the names that it has', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const asked = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name));
    assert.deepEqual([...asked].sort(), Object.keys(read('package.nls.json')).sort());
  });

  for (const language of languages) {
    for (const [source, translated] of [
      ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
      ['package.nls.json', `package.nls.${language}.json`],
    ] as const) {
      it(`${translated} misses nothing, holds nothing unused and keeps what is fixed`, () => {
        const sentencesOf = read(source);
        const translation = read(translated);
        assert.deepEqual(Object.keys(translation).sort(), Object.keys(sentencesOf).sort());
        for (const [key, text] of Object.entries(sentencesOf)) {
          assert.deepEqual(fixed(translation[key] ?? ''), fixed(text), `${language}: ${key}`);
          assert.notEqual(translation[key]?.trim(), '', `${language}: ${key}`);
        }
      });
    }
  }
});
