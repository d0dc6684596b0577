import { describe, expect, it } from 'vitest';
import { withLiveLine } from '../../src/scan/liveLine.js';

function screen(columns = 80): { readonly live: never; readonly drawn: string[] } {
  const drawn: string[] = [];
  return { live: { columns, write: (text: string) => drawn.push(text) } as never, drawn };
}

const clear = '\r\u001b[K';

describe('withLiveLine', () => {
  it('draws now and then, within one line, and removes the line at the end', async () => {
    const { live, drawn } = screen(10);
    let time = 0;
    const result = await withLiveLine(
      live,
      async (show) => {
        for (; time < 500; time += 50) show(() => `${time} and more`);
        return 'done';
      },
      () => time,
    );
    expect(result).toBe('done');
    expect(drawn).toEqual([`${clear}300 and m`.slice(0, clear.length + 9), `${clear}400 and m`, clear]);
  });

  it('removes the line when the work fails', async () => {
    const { live, drawn } = screen();
    const times = [0, 1000];
    const work = withLiveLine(
      live,
      async (show) => {
        show(() => 'text');
        throw new Error('failed');
      },
      () => times.shift() ?? 0,
    );
    await expect(work).rejects.toThrow('failed');
    expect(drawn).toEqual([`${clear}text`, clear]);
  });

  it('draws nothing for quick work, and nowhere when nobody watches', async () => {
    const { live, drawn } = screen();
    await withLiveLine(live, async (show) => show(() => 'text'));
    expect(drawn).toEqual([]);
    expect(await withLiveLine(undefined, async () => 1)).toBe(1);
  });
});
