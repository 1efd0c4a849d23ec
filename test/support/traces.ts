import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Every regular file below a folder with its content; links to folders are not followed. */
export function filesBelow(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.set(path, readFileSync(path, 'latin1'));
    if (entry.isDirectory()) for (const [inner, content] of filesBelow(path)) files.set(inner, content);
  }
  return files;
}

/** What an editor in a browser keeps there: states of extensions, secrets, settings. */
export async function browserStorage(page: Page): Promise<string> {
  const stored = await page.evaluate(async () => {
    const read = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await read(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const values = await Promise.all([read(objects.getAllKeys()), read(objects.getAll())]);
        const text = (value: unknown) =>
          value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join('') : value;
        kept.push([name, store, values[0], values[1].map(text)]);
      }
      database.close();
    }
    return kept;
  });
  return JSON.stringify(stored);
}

/** How a key could be written down: as it is, or as Base64 at each of three offsets. */
export function formsOf(key: string): string[] {
  const base64 = ['', 'a', 'ab'].map((before) => {
    const whole = Buffer.from(before + key).toString('base64');
    return whole.slice(before === '' ? 0 : 4, whole.length - 4);
  });
  return [key, key.slice(8, -8), ...base64];
}
