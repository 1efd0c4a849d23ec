import assert from 'node:assert/strict';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { RevisionFile, type RevisionFiles } from '../../../src/state/revisionFile.ts';
import { FaultyFiles } from '../../support/faultyFiles.ts';
import { withFolder } from './folder.ts';

/** The disk, with names that can be given twice. */
class LinkingFiles extends FaultyFiles implements RevisionFiles {
  link: RevisionFiles['link'] = (existing, path) => disk.link(existing, path);
}

let nonces = 0;

function fileIn(folder: string, files: RevisionFiles = new LinkingFiles()) {
  const said: string[] = [];
  const user = process.getuid?.() ?? null;
  const kind = { name: 'things', version: 1 };
  const nonce = () => String(++nonces);
  return { file: new RevisionFile({ files, folder, user, kind, nonce, warn: (message) => said.push(message) }), said };
}

async function contentIn(folder: string): Promise<unknown> {
  const found = await fileIn(folder).file.read();
  return found.kind === 'sound' ? found.content : found.kind;
}

const add = (item: string) => (content: unknown) => [...((content as string[] | undefined) ?? []), item];

suite('a document that anybody may change', () => {
  test('holds what was put in last, for its user alone', async () => {
    await withFolder(async (folder) => {
      const { file } = fileIn(folder);
      assert.equal((await file.read()).kind, 'none');
      for (const item of ['a', 'b']) await file.change(add(item));
      assert.deepEqual(await contentIn(folder), ['a', 'b']);
      const names = await disk.readdir(folder);
      assert.deepEqual(names.sort(), ['things-1.json', 'things-2.json']);
      if (process.platform !== 'win32')
        for (const name of names) assert.equal((await disk.stat(join(folder, name))).mode & 0o777, 0o600);
    });
  });

  test('loses no change of many writers at once', async () => {
    await withFolder(async (folder) => {
      const items = Array.from({ length: 12 }, (_, place) => `item ${place}`);
      await Promise.all(items.map((item) => fileIn(folder).file.change(add(item))));
      assert.deepEqual(((await contentIn(folder)) as string[]).sort(), items.sort());
      assert.ok((await disk.readdir(folder)).length <= 5, 'what is older goes');
    });
  });

  test('stays as it is where nothing changes', async () => {
    await withFolder(async (folder) => {
      const { file } = fileIn(folder);
      await file.change(add('a'));
      await file.change((content) => content);
      assert.deepEqual(await disk.readdir(folder), ['things-1.json']);
    });
  });

  test('damaged: it is set aside, and the one before counts', async () => {
    await withFolder(async (folder) => {
      const { file, said } = fileIn(folder);
      for (const item of ['a', 'b']) await file.change(add(item));
      await disk.writeFile(join(folder, 'things-2.json'), 'x');
      await file.change(add('c'));
      assert.deepEqual(await contentIn(folder), ['a', 'c']);
      assert.equal(await disk.readFile(join(folder, 'things.damaged'), 'utf8'), 'x');
      assert.match(said.join(), /set aside/);
    });
  });

  test('of a newer version: nothing of it is touched', async () => {
    await withFolder(async (folder) => {
      const newer = { name: 'things', version: 2 };
      const files = new LinkingFiles();
      const parts = { files, folder, user: process.getuid?.() ?? null, nonce: () => 'n', warn: () => {} };
      await new RevisionFile({ ...parts, kind: newer }).change(add('of tomorrow'));
      await assert.rejects(fileIn(folder).file.change(add('a')), { code: 'ENEWER' });
      assert.deepEqual(await disk.readdir(folder), ['things-1.json']);
    });
  });

  test('whatever call fails, what was there stays, and no draft is left for ever', async () => {
    for (let at = 0; ; at++) {
      const files = new LinkingFiles(at, 'ENOSPC');
      const isDone = await withFile(files);
      if (isDone) return assert.ok(at > 8);
    }
  });

  /** Whether nothing failed. */
  async function withFile(files: LinkingFiles): Promise<boolean> {
    let hasFailed = true;
    await withFolder(async (folder) => {
      await fileIn(folder).file.change(add('a'));
      const failed = await fileIn(folder, files)
        .file.change(add('b'))
        .then(
          () => false,
          () => true,
        );
      hasFailed = files.hasFailed;
      const content = await contentIn(folder);
      assert.deepEqual(content, failed ? ['a'] : ['a', 'b']);
      for (let item = 0; item < 8; item++) await fileIn(folder).file.change(add('c'));
      assert.ok((await disk.readdir(folder)).every((name) => !name.endsWith('.new')));
    });
    return !hasFailed;
  }
});
