/**
 * Makes a run fail in which a promise was rejected and nobody listened; `node --import` loads it before all tests. The
 * runner itself blames a test that is still running, and only mentions what comes later.
 */
process.on('unhandledRejection', (reason) => {
  console.error('A rejection that nobody handled:', reason);
  process.on('exit', () => {
    process.exitCode = 1;
  });
});
