/** Where a line is drawn again and again. */
export type LiveStream = Pick<NodeJS.WriteStream, 'write' | 'columns'>;

/** Draws the text, unless the last one was drawn just now. */
export type ShowLine = (text: () => string) => void;

/** What is over sooner than this, in ms, needs no progress. */
const quietMs = 300;
const pauseMs = 100;
const clearLine = '\r\u001b[K';

/** Does the work with one line that tells how far it is, and removes the line, whatever becomes of the work. */
export async function withLiveLine<Result>(
  live: LiveStream | undefined,
  work: (show: ShowLine) => Promise<Result>,
  now: () => number = () => performance.now(),
): Promise<Result> {
  if (live === undefined) return work(() => undefined);
  let next = now() + quietMs;
  let drawn = false;
  try {
    return await work((text) => {
      if (now() < next) return;
      next = now() + pauseMs;
      drawn = true;
      live.write(`${clearLine}${text().slice(0, Math.max(1, (live.columns || 80) - 1))}`);
    });
  } finally {
    if (drawn) live.write(clearLine);
  }
}
