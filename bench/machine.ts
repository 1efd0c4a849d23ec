import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { editorVersions } from '../scripts/editors.ts';
import { repository } from '../test/support/editorHome.ts';

/** The load of the machine: the number of programs that want a core, averaged over the last minute. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

/** The machine, the versions and the date that figures belong to, as one paragraph. Names neither host nor user. */
export function describeMachine(loadAtStart: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const parts = [
    new Date().toISOString().slice(0, 10),
    `commit ${commit()}`,
    `${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GB of memory`,
    `${type()} ${release().split('-')[0]}`,
    `Node ${process.versions.node}`,
    `VS Code ${editorVersions.at(-1)} as code-server`,
    `load average ${loadAtStart.toFixed(1)} at the start, ${load().toFixed(1)} at the end`,
  ];
  return parts.join('; ');
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
