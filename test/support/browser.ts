import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The first that is there counts; without a frame around its pages, a browser is a quarter quicker. */
const candidates = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder
      ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
      : [],
  ),
];

/** How to start a browser. */
export interface BrowserOptions {
  /** These resolve to this machine, others do not resolve. */
  readonly names?: readonly string[];
  /** Pages live for seconds: to optimize what they run, and to tidy up their memory early, would take a fifth of all their time. */
  readonly isShort?: boolean;
}

const shortLife = [
  '--no-opt',
  '--no-maglev',
  '--initial-old-space-size=1024',
  '--min-semi-space-size=64',
  '--max-semi-space-size=128',
  '--semi-space-growth-factor=4',
];

const root = process.getuid?.() === 0;

/** The path of an installed Chromium, Chrome or Edge; installs Debian's where that is possible, the quicker one where there is one. */
export function findBrowser(): string {
  const here = installed();
  if (here) return here;
  if (!root || !existsSync('/etc/debian_version')) {
    throw new Error('No browser: install Chromium, Google Chrome or Microsoft Edge and run this again.');
  }
  aptGet('update');
  for (const name of ['chromium-headless-shell', 'chromium']) {
    aptGet('install', '-y', name, 'fonts-liberation');
    const found = installed();
    if (found) return found;
  }
  throw new Error('No browser: apt-get could not install chromium.');
}

function installed(): string | undefined {
  return candidates.find((path) => existsSync(path));
}

function aptGet(...args: string[]): void {
  console.error(`Installing a browser (apt-get ${args.join(' ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 2, 2], env });
}

/** Starts the browser without a window and without talking to anyone but the page it is given. */
export function launchBrowser({ names = [], isShort = false }: BrowserOptions = {}): Promise<Browser> {
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  args.push('--disable-component-update', '--disable-sync');
  const rules = [...names.map((name) => `MAP ${name} 127.0.0.1`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  args.push(`--host-resolver-rules=${rules.join(' , ')}`);
  // Two windows and two editors already keep two processors busy; threads of the garbage collector would only wait for them.
  args.push(`--js-flags=${['--single-threaded', ...(isShort ? shortLife : [])].join(' ')}`);
  if (root) args.push('--no-sandbox');
  return chromium.launch({ executablePath: findBrowser(), args });
}

if (import.meta.main) findBrowser();
