/** A window that counts as quickly as the disk takes it, and says so after each write: FOLDER DAY ACCOUNTS [WRITES]. */
import { addCheck, type Spendings } from '../../../src/core/spending.ts';
import { openSpendingFiles } from '../../../src/host/spendingFiles.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const [folder = '', day = '', accounts = '', writes = 'Infinity'] = process.argv.slice(2);
const files = openSpendingFiles(folder, new MemoryMemento(), new DrivenClock(), (message) => console.error(message));
const check = { tokens: 9, dollars: 0.001, ceiling: 0.001 };
const much = Array.from({ length: Number(accounts) }, (_, index) => `account-${index}`);
let own: Spendings = Object.fromEntries(much.map((account) => [account, []]));
for (let left = Number(writes); left > 0; left--) {
  for (const account of much) own = { ...own, ...addCheck({ [account]: own[account] ?? [] }, account, day, check) };
  await files.write(own);
  process.stdout.write('written\n');
}
