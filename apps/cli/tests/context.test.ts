import { describe, expect, it } from 'vitest';
import { processTerminal } from '../src/context.js';

describe('processTerminal', () => {
  it('is what this process has', () => {
    const controller = new AbortController();
    const terminal = processTerminal({ abort: controller.signal, exitCode: () => undefined });
    expect(terminal).toMatchObject({ cwd: process.cwd(), platform: process.platform });
    expect(terminal.env).toBe(process.env);
    expect(terminal.stdinIsTTY).toBe(process.stdin.isTTY);
    controller.abort();
    expect(terminal.signal.aborted).toBe(true);
  });
});
