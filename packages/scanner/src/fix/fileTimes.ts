/** A time for `utimes`, in seconds, that the kernel reads back as the same microsecond. */
export function secondsOf(nanoseconds: bigint): number {
  const micros = nanoseconds / 1000n;
  // A quarter of a microsecond up: the number is cut, not rounded, on its way to the file system.
  return Number(micros / 1_000_000n) + (Number(micros % 1_000_000n) + 0.25) / 1e6;
}

/** Whether two times are the same microsecond. */
export function isSameMicrosecond(a: bigint, b: bigint): boolean {
  return a / 1000n === b / 1000n;
}
