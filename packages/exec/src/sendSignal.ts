/**
 * Sends a signal to a process, or with a negative number to a process group; 0 only asks whether it exists. Answers
 * whether there was one to send it to.
 */
export function sendSignal(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
