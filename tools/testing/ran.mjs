const emptyRun = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  aborted: false,
  stdout: '',
  stderr: '',
  stdoutTruncated: false,
  stderrTruncated: false,
  durationMs: 1,
};

export function ran(facts = {}) {
  return { ...emptyRun, ...facts };
}
