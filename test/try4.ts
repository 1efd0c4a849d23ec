import { readFileSync, readdirSync, mkdtempSync } from 'node:fs';
import { chromium, type BrowserContext } from 'playwright-core';
import { startEditor } from './support/editorServer.ts';
const procs = () => { const all = new Map(readdirSync('/proc').filter((d)=>/^\d+$/.test(d)).flatMap((pid)=>{ try { const st = readFileSync(`/proc/${pid}/stat`,'utf8'); const f = st.slice(st.lastIndexOf(')')+2).split(' '); const cmd = readFileSync(`/proc/${pid}/cmdline`,'utf8').replaceAll('\0',' '); const name = (/--type=([\w-]+)/.exec(cmd)?.[1] ?? (/server-main|try4|chromium/.exec(cmd)?.[0] ?? cmd.slice(0,40)))+(/top-chrome/.test(cmd)?'-ui':''); return [[pid, {ppid:f[1]!, name, cpu:(Number(f[11])+Number(f[12]))/100}]] as [string,{ppid:string,name:string,cpu:number}][]; } catch { return []; } }));
  const mine = (pid:string):boolean => { for (let p:string|undefined=pid; p; p=all.get(p)?.ppid) if (p===String(process.pid)) return true; return false; };
  return new Map([...all].filter(([pid])=>mine(pid))); };
let before = procs(); let t0 = performance.now();
const lap = (what: string) => { const t = performance.now(); const now = procs(); const by: Record<string,number>={}; let sum=0; for (const [pid,{name,cpu}] of now) { const c=cpu-(before.get(pid)?.cpu??0); by[name]=(by[name]??0)+c; sum+=c; } console.log(((t - t0) / 1000).toFixed(2), 's', sum.toFixed(1), 'cpu', what, '|', Object.entries(by).sort((a,b)=>b[1]-a[1]).filter(([,c])=>c>.1).map(([n,c])=>`${n}=${c.toFixed(1)}`).join(' ')); before = procs(); t0 = performance.now(); };
const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking','--disable-component-update', '--disable-sync','--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--no-sandbox', ...(process.env.ARGS?.split(' ')??[])];
const editor = await startEditor({ settings: process.env.SETTINGS ? JSON.parse(process.env.SETTINGS) : {} }); 
let context: BrowserContext;
const executablePath = process.env.BROWSER ?? '/usr/bin/chromium';
if (process.env.PERSIST) context = await chromium.launchPersistentContext(mkdtempSync('/tmp/prof-'), { executablePath, args, viewport: { width: 1280, height: 800 } });
else context = await (await chromium.launch({ executablePath, args })).newContext({ viewport: { width: 1280, height: 800 } });
lap('start');
let keep = process.env.KEEP ? (context.pages()[0] ?? await context.newPage()) : undefined;
for (let i = 0; i < 4; i++) {
  const page = keep ?? await context.newPage();
  await page.goto(editor.url()); 
  await page.locator('.statusbar-item[id^="keygauge.keygauge.gauge"]').getByRole('button').waitFor(); lap('gauge');
  await page.goto('about:blank'); if (!keep) await page.close(); 
}
await context.close(); await context.browser()?.close();
await editor[Symbol.asyncDispose](); 
