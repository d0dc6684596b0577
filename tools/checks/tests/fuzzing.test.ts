import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fuzz } from '../../testing/fuzz.mjs';
import { outcome } from '../../testing/worker.mjs';

const typed = Object.assign(new Error('wrong'), { name: 'AimError', code: 'WRONG', hint: 'Mend it.' });
const isTyped = (error: unknown): boolean => error instanceof Error && error.name === 'AimError';
const seeds = ['{"name":"value","list":[1,2]}'];
const limitMs = 100;

describe('fuzzing finds a parser that', () => {
  it('never ends, and the text that it does not end with', async () => {
    const parse = (text: string): void => {
      while (text.includes('value'));
    };
    await expect(fuzz({ seeds, parse, limitMs: 1000 })).rejects.toThrow(
      'Not done within 1000 ms with the text "',
    );
  });

  it('tries a regular expression for ever', async () => {
    const parse = (): boolean => /^(a+)+$/.test(`${'a'.repeat(50)}!`);
    await expect(fuzz({ seeds, parse, limitMs })).rejects.toThrow('Not done within 100 ms');
  });

  it('catches everything while it never ends', async () => {
    const parse = (): void => {
      for (;;) {
        try {
          for (;;);
        } catch {
          // Goes on.
        }
      }
    };
    await expect(fuzz({ seeds, parse, limitMs })).rejects.toThrow('Not done within 100 ms');
  });

  it('gives a promise that nothing settles', async () => {
    const parse = (): Promise<void> => new Promise(() => undefined);
    await expect(fuzz({ seeds, parse, limitMs: 1000 })).rejects.toThrow('Not done within 1000 ms');
  });

  it('never ends once it has waited, by ending the process after it named the text', async () => {
    const module = new URL('../../testing/withinTime.mjs', import.meta.url).href;
    const program = `
      const { withinTime } = await import('${module}');
      const parse = async () => { await undefined; for (;;); };
      // A machine that is busy elsewhere may give it up before it waits.
      for (;;) await withinTime(parse, 100)('the text').catch(() => undefined);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    expect((await outcome(child)).end).toBe('SIGKILL');
    expect(said).toContain('with the text "the text"');
  });

  it('adds to a prototype', async () => {
    const parse = (text: string): void => {
      const { name } = JSON.parse(text) as { name: string };
      (({}) as { __proto__: Record<string, string> }).__proto__.polluted = name;
    };
    await expect(fuzz({ seeds, parse, isTyped: () => true })).rejects.toThrow(
      'A prototype was changed: polluted',
    );
    expect('polluted' in {}).toBe(false);
  });

  it('adds to a constructor, or replaces a method, even if it then throws a typed error', async () => {
    const { map } = Array.prototype;
    const parse = (): void => {
      Object.assign({}.constructor, { polluted: true });
      Object.assign(Array.prototype, { map: undefined });
      throw typed;
    };
    await expect(fuzz({ seeds, parse, isTyped })).rejects.toThrow('A prototype was changed: polluted, map');
    expect('polluted' in Object).toBe(false);
    expect(Array.prototype.map).toBe(map);
  });

  it('throws another error than a typed one', async () => {
    const sync = (): void => {
      throw new TypeError('Cannot read properties of null');
    };
    await expect(fuzz({ seeds, parse: sync, isTyped })).rejects.toThrow('Cannot read properties of null');
    const later = (): Promise<void> => Promise.reject(new RangeError('Maximum call stack size exceeded'));
    await expect(fuzz({ seeds, parse: later, isTyped })).rejects.toThrow('Maximum call stack');
  });

  it('throws a typed error that does not say what to do', async () => {
    const parse = (): void => {
      throw Object.assign(new Error('hintless'), { name: 'AimError', code: 'WRONG' });
    };
    await expect(fuzz({ seeds, parse, isTyped })).rejects.toThrow('hintless');
  });
});

describe('fuzzing passes a parser that', () => {
  it('gives a value, or throws a typed error, at once or later', async () => {
    const parse = (text: string): unknown => {
      if (text.length % 3 === 0) throw typed;
      return text.length % 3 === 1 ? Promise.reject(typed) : Promise.resolve(text);
    };
    await expect(fuzz({ seeds, parse, isTyped })).resolves.toBeUndefined();
  });
});
