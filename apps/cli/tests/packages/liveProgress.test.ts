import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { liveProgress } from '../../src/packages/liveProgress.js';

function terminal(): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

describe('liveProgress', () => {
  it('draws a row for each package that changes, and ends when the work does, whatever became of them', async () => {
    const { stream, text } = terminal();
    const step = { manager: 'npm', source: 'aim', to: '1.0.0' } as const;
    const { onEvent, end } = liveProgress(
      [
        { ...step, action: 'install', name: 'one' },
        { ...step, action: 'install', name: 'two' },
        { ...step, action: 'install', name: 'never' },
        { ...step, action: 'keep', name: 'kept' },
      ],
      { stream, vanishes: false },
    );
    onEvent({ type: 'started', manager: 'npm', name: 'one' });
    onEvent({ type: 'finished', manager: 'npm', name: 'one' });
    onEvent({ type: 'failed', manager: 'npm', name: 'two', error: { code: 'X', message: 'it broke' } });
    onEvent({ type: 'switched', generation: 1 });
    await end();
    for (const shown of ['one 1.0.0 (npm)', 'two 1.0.0 (npm)', 'never 1.0.0 (npm)']) {
      expect(text()).toContain(shown);
    }
    expect(text()).not.toContain('kept');
  });
});
