/** Cleans up after a failure, which stays the one to report. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}
