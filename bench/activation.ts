import { Workbench } from '../test/support/workbench.ts';
import { type Figure, limited, round, told } from './figure.ts';
import { measure as importAlone } from './importAlone.ts';
import { type Activation, readActivations } from './startupPerformance.ts';
import { median, range } from './statistics.ts';
import { vsix } from './vsix.ts';

const starts = 10;
const ids = { keygauge: 'keygauge.keygauge', git: 'vscode.git' } as const;

/** An empty repository, so that the Git extension has something to open. */
const repositoryFiles = {
  'notes.txt': 'A file to look at.\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': '[core]\n\trepositoryformatversion = 0\n\tbare = false\n',
  '.git/objects/info/packs': '',
  '.git/refs/heads/.keep': '',
};

/**
 * Times starts of the packed extension in a fresh editor, beside those of the built-in Git extension in the same runs.
 */
export async function measure(): Promise<Figure[]> {
  const seen: Record<keyof typeof ids, Activation>[] = [];
  while (seen.length < starts) seen.push(await coldStart());
  const all = (who: keyof typeof ids, what: (one: Activation) => number) => seen.map((start) => what(start[who]));
  const of = (who: keyof typeof ids, what: (one: Activation) => number) => median(all(who, what));
  const beside = (what: (one: Activation) => number) =>
    ` (${range(all('keygauge', what), round)}); Git: ${round(of('git', what))} ms (${range(all('git', what), round)})`;
  const call = (one: Activation) => one.call;
  const load = (one: Activation) => one.load;
  const total = (one: Activation) => one.load + one.call + one.finish;
  return [
    ...(await importAlone()),
    limited('activation: activate()', of('keygauge', call), 10, 'ms', beside(call)),
    limited('activation: activate() against that of Git', of('keygauge', call) / of('git', call), 0.5, ''),
    told('activation: code loading', of('keygauge', load), 'ms', beside(load)),
    told('activation: loading, activate() and what it awaits', of('keygauge', total), 'ms', beside(total)),
    limited('activation: the same against that of Git', of('keygauge', total) / of('git', total), 0.4, ''),
  ];
}

async function coldStart(): Promise<Record<keyof typeof ids, Activation>> {
  await using workbench = await Workbench.open({
    extension: { vsix },
    allBuiltIn: true,
    settings: { 'git.enabled': true },
    files: repositoryFiles,
  });
  await workbench.statusBar.gaugeShows('Keygauge: add a key');
  for (let attempt = 1; attempt <= 10; attempt++) {
    const activations = await readActivations(workbench);
    const keygauge = activations.get(ids.keygauge);
    const git = activations.get(ids.git);
    if (keygauge && git && Object.values({ ...keygauge, ...git }).every(Number.isFinite)) return { keygauge, git };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('The editor did not tell how long the two extensions took to start.');
}
