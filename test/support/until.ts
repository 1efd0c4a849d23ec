import { existsSync, readFileSync } from 'node:fs';

/** Waits until something holds, looking every 50 ms; fails after `timeout` milliseconds with what it waited for. */
export async function until(holds: () => boolean, timeout = 20_000): Promise<void> {
  const end = performance.now() + timeout;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * The text that another process writes to a file, once it is as it should be: a file is there a moment before all of it is.
 * Fails after `timeout` milliseconds.
 */
export async function writtenText(file: string, isWhole: (text: string) => boolean, timeout: number): Promise<string> {
  let text = '';
  const read = () => {
    text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return isWhole(text);
  };
  await until(read, timeout).catch(() => {
    throw new Error(`Waited ${timeout / 1000} s in vain until ${file} holds: ${isWhole}. It says: ${text}`);
  });
  return text;
}
