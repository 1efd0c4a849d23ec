import assert from 'node:assert/strict';

/** What our code left unhandled since the last test; other extensions of the same host may do as they like. */
const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => {
  const { stack = String(reason) } = (reason ?? {}) as { stack?: string };
  if (/[\\/]dist(?:-test)?[\\/](?:host|chunks|extension)\b/.test(stack)) unhandled.push(stack);
});

teardown(() => assert.deepEqual(unhandled.splice(0), []));
