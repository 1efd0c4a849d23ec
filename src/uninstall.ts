import { homedir } from 'node:os';
import { takeBack } from './host/tools/takeBack.ts';

/** Milliseconds; the editor waits for five seconds. */
const longest = 1_000;

// The editor runs this with plain Node once the extension has been uninstalled, the next time that it starts.
await takeBack({ environment: process.env, home: homedir(), isAnswering });

/** Asks without the secret, so that nothing goes on to a provider. */
async function isAnswering(address: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/', address), { signal: AbortSignal.timeout(longest) });
    return (await answer.text()).includes('"keygauge_refused"');
  } catch {
    return false;
  }
}
