/** A name for a run that sorts by time: when it began, in UTC to the ms, and something random. */
export function runName(now: number, random: () => number = Math.random): string {
  const time = new Date(now).toISOString().replace(/[-:.]/g, '');
  const noise = Math.floor(random() * 0x100_0000)
    .toString(16)
    .padStart(6, '0');
  return `${time}-${noise}`;
}
