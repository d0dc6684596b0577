/**
 * Milliseconds on a clock that never goes back. Not `performance.now()`: its first use loads a module of Node, which
 * takes longer than most of what is timed here.
 */
export function monotonicMs(): number {
  return process.uptime() * 1000;
}
