import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorOf } from '../../../../src/words/advice/editor.ts';

test('editors are told apart by their names', () => {
  for (const [name, editor] of [
    ['Cursor', 'cursor'],
    ['Cursor Nightly', 'cursor'],
    ['Visual Studio Code', 'vscode'],
    ['Visual Studio Code - Insiders', 'vscode'],
    ['Windsurf', 'windsurf'],
    ['Windsurf - Next', 'windsurf'],
    ['VSCodium', 'vscodium'],
    ['VSCodium - Insiders', 'vscodium'],
    ['Code - OSS', 'other'],
    ['code-server', 'other'],
    ['', 'other'],
  ] as const) {
    assert.equal(editorOf(name), editor, name);
  }
});
