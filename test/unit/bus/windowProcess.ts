/**
 * A window in a process of its own, to be killed and stopped: `node windowProcess.ts HOME`. Tells each seat as
 * `SEAT EPOCH`, and writes `at EPOCH` for as long as it leads, which a leader that was replaced must not do.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from './window.ts';

const [home = ''] = process.argv.slice(2);
const userId = process.getuid?.() ?? null;
const environment = { XDG_RUNTIME_DIR: home };
const { election } = await openWindow({ platform: process.platform, environment, home, temporary: home, userId });
let epoch = 0;
election.onDidChange((seat) => {
  if (seat && 'epoch' in seat) epoch = seat.epoch;
  console.log(seat === null ? 'none' : `${seat.kind} ${epoch}`);
});
election.watch(true);
void election.start();
setInterval(() => {
  if (election.isLeader()) appendFileSync(join(home, 'writes'), `${epoch}\n`);
}, 20);
// Between two writes: one that is under way when a process is stopped ends when it goes on, whoever leads by then.
process.on('SIGUSR2', () => process.kill(process.pid, 'SIGSTOP'));
