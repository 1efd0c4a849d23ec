import { join } from 'node:path';
import { repository } from '../test/support/editorHome.ts';

/** The packed extension that the benchmarks install and weigh; `npm test` leaves this file alone. */
export const vsix = join(repository, 'dist-test/keygauge-bench.vsix');
