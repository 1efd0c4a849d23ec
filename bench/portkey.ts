import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { installTool } from '../test/support/realTools.ts';

const tries = 100;

/** Starts Portkey's gateway, to compare with; `null` where npm does not deliver it. It listens on all of this machine. */
export async function startPortkey(): Promise<{ readonly child: ChildProcess; readonly url: string } | null> {
  const program = installTool('portkey');
  if (program === null) return null;
  const port = await freePort();
  const child = spawn(process.execPath, [program, '--headless', `--port=${port}`], { stdio: 'ignore' });
  for (let left = tries; !(await answers(port)); left--) {
    if (left === 0 || child.exitCode !== null) {
      child.kill();
      throw new Error('Portkey’s gateway does not start.');
    }
    await sleep(100);
  }
  return { child, url: `http://127.0.0.1:${port}` };
}

/** What tells it where a request goes. */
export function portkeyHeaders(upstream: string): Record<string, string> {
  return { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstream}/v1` };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
