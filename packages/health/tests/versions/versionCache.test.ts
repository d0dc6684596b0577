import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVersionCache, type VersionCacheOptions } from '../../src/versions/versionCache.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const day = 86_400_000;

function machine() {
  const dir = tempDir();
  const tool = (name: string, text = 'one') => dir.file(name, `#!/no/interpreter\n${text}\n`, 0o755);
  const file = join(dir.path, 'cache', 'versions.json');
  const open = (options: Partial<VersionCacheOptions> = {}) => createVersionCache({ file, ...options });
  return { dir, tool, file, open };
}

/** A probe that counts how often it is called. */
function probe(...answers: readonly (string | null)[]) {
  const ask = () => Promise.resolve(answers[ask.calls++] ?? null);
  ask.calls = 0;
  return ask;
}

const command = (file: string, ...args: readonly string[]) => ({
  file,
  args: args.length === 0 ? ['--version'] : args,
});

describe.skipIf(process.platform === 'win32')('createVersionCache', () => {
  it('asks a program once', async () => {
    const { tool, open } = machine();
    const path = tool('t');
    const ask = probe('tool 1.0');
    const cache = open();
    expect(await cache.versionOf(command(path), ask)).toEqual({ version: 'tool 1.0', source: 'probe' });
    expect(await cache.versionOf(command(path), ask)).toEqual({ version: 'tool 1.0', source: 'cache' });
    expect(ask.calls).toBe(1);
  });

  it('answers from the file as long as the program stays the same', async () => {
    const { tool, open } = machine();
    const file = tool('t');
    const first = open();
    await first.versionOf(command(file), probe('tool 1.0'));
    first.save();
    const never = probe();
    expect(await open().versionOf(command(file), never)).toEqual({ version: 'tool 1.0', source: 'cache' });
    expect(open().peek(command(file))).toEqual({ version: 'tool 1.0', source: 'cache' });
    expect(never.calls).toBe(0);
    writeFileSync(file, '#!/no/interpreter\nanother\n');
    expect(open().peek(command(file))).toBeUndefined();
  });

  it('keeps answers to different arguments apart', async () => {
    const { tool, open } = machine();
    const file = tool('t');
    const cache = open();
    await cache.versionOf(command(file, '--version'), probe('long'));
    await cache.versionOf(command(file, '-v'), probe('short'));
    expect(cache.peek(command(file, '--version'))?.version).toBe('long');
    expect(cache.peek(command(file, '-v'))?.version).toBe('short');
  });

  it('does not ask when the version is known without', async () => {
    const { open } = machine();
    const never = probe();
    const cache = open();
    const answer = await cache.versionOf(command(process.execPath), never);
    expect(answer).toEqual({ version: process.version, source: 'this process' });
    expect(cache.peek(command(process.execPath))).toEqual(answer);
    expect(never.calls).toBe(0);
  });

  it('does not remember that a program gave no answer, so that mending it shows', async () => {
    const { tool, open, file } = machine();
    const path = tool('t');
    const cache = open();
    const ask = probe(null, 'tool 1.0');
    expect(await cache.versionOf(command(path), ask)).toEqual({ version: null, source: 'probe' });
    cache.save();
    expect(existsSync(file)).toBe(false);
    expect(await cache.versionOf(command(path), ask)).toEqual({ version: 'tool 1.0', source: 'probe' });
  });

  it.each(['', 'a\nb', '\u001b[2J', 'x'.repeat(1001)])(
    'does not remember what is no version: %j',
    async (text) => {
      const { tool, open } = machine();
      const path = tool('t');
      const cache = open();
      expect(await cache.versionOf(command(path), probe(text))).toEqual({ version: text, source: 'probe' });
      expect(cache.peek(command(path))).toBeUndefined();
    },
  );

  it('passes on the failure of a probe and remembers nothing', async () => {
    const { tool, open } = machine();
    const path = tool('t');
    const cache = open();
    await expect(cache.versionOf(command(path), () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect(cache.peek(command(path))).toBeUndefined();
  });

  it('does not remember the answer of a program that was replaced while it answered', async () => {
    const { tool, open } = machine();
    const path = tool('t');
    const cache = open();
    const replaced = () => {
      writeFileSync(path, '#!/no/interpreter\nreplaced meanwhile\n');
      return Promise.resolve('tool 1.0');
    };
    expect(await cache.versionOf(command(path), replaced)).toMatchObject({ version: 'tool 1.0' });
    expect(cache.peek(command(path))).toBeUndefined();
  });

  it('asks again when what a wrapper names has changed since the file was written', async () => {
    const { dir, tool, open } = machine();
    const target = tool('inner');
    const wrapper = dir.file('t', `#!/bin/sh\nexec '${target}' "$@"\n`, 0o755);
    const first = open();
    await first.versionOf(command(wrapper), probe('tool 1.0'));
    first.save();
    expect(open().peek(command(wrapper))?.version).toBe('tool 1.0');
    writeFileSync(target, '#!/no/interpreter\nanother\n');
    expect(open().peek(command(wrapper))).toBeUndefined();
  });

  it('asks a shim of a version manager every time', async () => {
    const { dir, open } = machine();
    const shim = dir.file('shims/tool', '#!/bin/sh\nexec asdf exec "tool" "$@"\n', 0o755);
    const cache = open();
    const ask = probe('1', '2');
    expect(await cache.versionOf(command(shim), ask)).toMatchObject({ version: '1' });
    expect(await cache.versionOf(command(shim), ask)).toMatchObject({ version: '2' });
  });

  it('asks again after a day, and when the clock went back', async () => {
    const { tool, open } = machine();
    const path = tool('t');
    const first = open({ now: () => 10 * day });
    await first.versionOf(command(path), probe('tool 1.0'));
    first.save();
    const at = (now: number) => open({ now: () => now }).peek(command(path));
    expect(at(11 * day)?.version).toBe('tool 1.0');
    expect(at(11 * day + 1)).toBeUndefined();
    expect(at(10 * day - 1)).toBeUndefined();
  });

  it('keeps the newest entries when there are too many', async () => {
    const { tool, open } = machine();
    const paths = ['a', 'b', 'c'].map((name) => tool(name));
    let time = 0;
    const cache = open({ maxEntries: 2, now: () => (time += 1) });
    for (const path of paths) await cache.versionOf(command(path), probe(path));
    cache.save();
    const known = paths.map((path) => open({ now: () => 10 }).peek(command(path)) !== undefined);
    expect(known).toEqual([false, true, true]);
  });

  it('writes for the user alone, and only when it learned something', async () => {
    const { tool, open, file } = machine();
    const cache = open();
    expect(cache.save()).toBe(true);
    expect(existsSync(file)).toBe(false);
    await cache.versionOf(command(tool('t')), probe('tool 1.0'));
    cache.save();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['versions.json']);
    const { ino } = statSync(file);
    cache.save();
    const again = open();
    again.peek(command(tool('t')));
    again.save();
    expect(statSync(file).ino).toBe(ino);
  });

  it('goes on when the file cannot be written', async () => {
    const { dir, tool } = machine();
    const cache = createVersionCache({ file: join(dir.file('blocked', ''), 'versions.json') });
    const path = tool('t');
    await cache.versionOf(command(path), probe('tool 1.0'));
    expect(cache.save()).toBe(false);
    expect(cache.peek(command(path))?.version).toBe('tool 1.0');
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"format":1,"entries":{"'],
    ['another format', '{"format":1,"entries":{}}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['entries that are none', '{"format":1,"entries":{"a":1,"b":null,"c":{}}}'],
    ['too much', ' '.repeat(2 ** 20 + 1)],
  ])('takes a file with %s for an empty one, and replaces it', async (_, text) => {
    const { dir, tool, open } = machine();
    dir.file('cache/versions.json', text);
    const path = tool('t');
    const cache = open();
    expect(cache.peek(command(path))).toBeUndefined();
    await cache.versionOf(command(path), probe('tool 1.0'));
    cache.save();
    expect(open().peek(command(path))?.version).toBe('tool 1.0');
  });

  it.each([
    ['a text', '/t 1 2 3'],
    ['no program', []],
    ['a broken pair', [['/t']]],
    ['numbers', [[1, 2]]],
  ])('forgets an entry whose program is told by %s', async (_, identity) => {
    const { dir, tool, open } = machine();
    const path = tool('t');
    const key = JSON.stringify([path, '--version']);
    const entries = { [key]: { identity, version: 'tool 1.0', askedAt: Date.now() } };
    dir.file('cache/versions.json', JSON.stringify({ format: 2, entries }));
    expect(open().peek(command(path))).toBeUndefined();
  });

  it('shows nothing from the file that a terminal would obey', async () => {
    const { tool, open, file } = machine();
    const path = tool('t');
    const cache = open();
    await cache.versionOf(command(path), probe('tool 1.0'));
    cache.save();
    writeFileSync(file, readFileSync(file, 'utf8').replace('tool 1.0', String.raw`\u001b[2J`));
    expect(open().peek(command(path))).toBeUndefined();
  });

  it('never fails on any content of the file', () => {
    const { dir, tool, open } = machine();
    const path = tool('t');
    mkdirSync(join(dir.path, 'cache'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        dir.file('cache/versions.json', text);
        expect(open().peek(command(path))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('is whole whichever of two processes saves last', async () => {
    const { tool, open } = machine();
    const paths = ['a', 'b'].map((name) => tool(name));
    const caches = [open(), open()];
    await Promise.all(caches.map((cache, at) => cache.versionOf(command(paths[at] ?? ''), probe(`v${at}`))));
    for (const cache of caches) cache.save();
    expect(open().peek(command(paths[1] ?? ''))?.version).toBe('v1');
  });

  it('remembers nothing of a program that does not exist', async () => {
    const { dir, open } = machine();
    const cache = open();
    const none = command(join(dir.path, 'none'));
    await cache.versionOf(none, probe('ghost'));
    expect(cache.peek(none)).toBeUndefined();
  });
});
