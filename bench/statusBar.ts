import { startSimulator } from '../src/simulator/simulator.ts';
import { addKey } from '../test/support/keys.ts';
import { Workbench } from '../test/support/workbench.ts';
import { type Figure, limited } from './figure.ts';
import { noteGaugeTexts, type ShownText } from './gaugeTexts.ts';
import { ResponseTimes } from './responseTimes.ts';
import { median } from './statistics.ts';
import { vsix } from './vsix.ts';

const checks = 20;
const model = 'gpt-5';

/**
 * Times the way from an answer's leaving the provider to the new text in the status bar of an editor window. Answers
 * alternate between readings and "no credit", so that each changes the text, and nobody uses a day's bucket, so that
 * time alone changes nothing.
 */
export async function measure(): Promise<Figure[]> {
  using responses = new ResponseTimes();
  await using simulator = await startSimulator({
    limits: { [model]: { requests: 0, tokens: 0, 'tokens-per-day': 1_000_000 } },
    // As long as real answers take, so that the palette that starts the check has closed by then.
    latency: 500,
  });
  await using workbench = await Workbench.open({ extension: { vsix }, allBuiltIn: true });
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  const texts = await noteGaugeTexts(workbench);
  const times: number[] = [];
  while (times.length < checks) {
    simulator.setAnswer(times.length % 2 === 0 ? { kind: 'no-credit' } : null);
    const known = (await texts()).length;
    const answered = responses.sent.length;
    await workbench.commandPalette.run('Keygauge: Check Now');
    const next = await newText(texts, known);
    const sent = responses.sent[answered];
    if (sent === undefined) throw new Error('The gauge changed before the provider had answered.');
    times.push(next.at - sent);
  }
  return [
    limited(`response → status bar, median of ${checks}`, median(times), 50, 'ms'),
    limited(`response → status bar, slowest of ${checks}`, Math.max(...times), 50, 'ms'),
  ];
}

async function newText(texts: () => Promise<readonly ShownText[]>, known: number): Promise<ShownText> {
  for (let attempt = 1; attempt <= 200; attempt++) {
    const next = (await texts())[known];
    if (next) return next;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The gauge showed nothing new in 20 s after a check.');
}
