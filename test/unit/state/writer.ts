/** A window that learns something all the time and keeps it, and says what the disk has: FOLDER EPOCH. */
import * as files from 'node:fs/promises';
import { systemClock } from '../../../src/base/clock.ts';
import { StateKeeper } from '../../../src/state/stateKeeper.ts';
import { fileIn } from './folder.ts';

const [folder = '', epoch = ''] = process.argv.slice(2);
/** Much longer than a block of the disk, so that a file written in place would be cut. */
const much = 'x'.repeat(100_000);
let known = 0;
const { file, said } = fileIn(folder, files);
const keeper = new StateKeeper({
  clock: systemClock(),
  file: {
    read: () => file.read(),
    async replace(...write) {
      const isWritten = await file.replace(...write);
      if (isWritten) process.stdout.write(`${(write[1] as { known: number }).known}\n`);
      return isWritten;
    },
  },
  epoch: Number(epoch),
  mayWrite: () => true,
  take: (content) => {
    known = (content as { known: number }).known;
  },
  content: () => ({ known, much }),
  warn: (message) => process.stderr.write(`${message}\n`),
  pace: 1,
});
await keeper.start();
if (said.length > 0) throw new Error(said.join('\n'));
setInterval(() => {
  known++;
  keeper.changed();
}, 1);
