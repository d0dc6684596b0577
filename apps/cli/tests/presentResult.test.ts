import { describe, expect, it } from 'vitest';
import { presentResult } from '../src/presentResult.js';
import type { CommandResult } from '../src/result.js';
import { collectingTerminal } from './support/runCli.js';

const terminal = (outIsTTY = false): ReturnType<typeof collectingTerminal> =>
  collectingTerminal({ cwd: '/', home: '/', env: {}, outIsTTY, columns: 33 });
const asText = { json: false, color: undefined };
const result = (text: CommandResult['text']): CommandResult => ({ json: { a: 1 }, text });

describe('presentResult', () => {
  it('ends text with one line break and prints nothing for none', async () => {
    for (const [text, printed] of [
      ['a', 'a\n'],
      ['a\n', 'a\n'],
      ['', ''],
    ] as const) {
      const given = terminal();
      expect(
        await presentResult(
          result(() => text),
          given,
          asText,
        ),
      ).toBe(0);
      expect(given.out.text()).toBe(printed);
    }
  });

  it('does not build the text for JSON', async () => {
    const given = terminal();
    const fails = (): never => {
      throw new Error('built');
    };
    await presentResult(result(fails), given, { json: true, color: undefined });
    expect(JSON.parse(given.out.text())).toEqual({ a: 1 });
  });

  it('writes a document that comes in pieces, a few at a time', async () => {
    const given = terminal();
    const sizes: number[] = [];
    const out = { ...given.out, write: (text: string) => sizes.push(text.length) };
    const piece = 'x'.repeat(1000);
    const pieces = { ...result(() => ''), jsonText: () => Array.from({ length: 200 }, () => piece) };
    await presentResult(pieces, { ...given, out }, { json: true, color: undefined });
    expect(sizes).toEqual([66_000, 66_000, 66_000, 2001]);
  });

  it('returns the exit code of the result', async () => {
    expect(await presentResult({ ...result(() => ''), exitCode: 9 }, terminal(), asText)).toBe(9);
  });

  it('gives width and colours of the terminal to the text', async () => {
    const [plain, colored, forced] = [terminal(), terminal(true), terminal()];
    const text: CommandResult['text'] = async ({ columns, colors }) => `${columns} ${colors.red('r')}`;
    await presentResult(result(text), plain, asText);
    await presentResult(result(text), colored, asText);
    await presentResult(result(text), forced, { json: false, color: true });
    expect(plain.out.text()).toBe('33 r\n');
    expect(colored.out.text()).toBe('33 \u001b[31mr\u001b[39m\n');
    expect(forced.out.text()).toBe(colored.out.text());
  });
});
