import { chmodSync, linkSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const kilobytes = (count: number, fill = 'x'): string => fill.repeat(count * 1024);
const isRoot = process.getuid?.() === 0;

interface Group {
  readonly hash: string;
  readonly algorithm: string;
  readonly files: readonly string[];
  readonly size: number;
  readonly size_mb: number;
  readonly wasted_mb: number;
  readonly entries: readonly object[];
}

const groupsOf = async (...argv: readonly string[]): Promise<readonly Group[]> =>
  (await home.aim(['scan', 'duplicates', '--json', ...argv])).json<Group[]>();

describe('aim scan duplicates', () => {
  it('finds duplicates that were created, as the older system printed them and with more beside it', async () => {
    const files = [home.write('project/one/a', kilobytes(300)), home.write('project/two/b', kilobytes(300))];
    home.write('project/other', kilobytes(300, 'y'));
    const groups = await groupsOf();
    expect(groups).toEqual([
      {
        hash: expect.stringMatching(/^[0-9a-f]{16}$/),
        algorithm: 'xxh64',
        files,
        size: 307_200,
        size_mb: 0.29,
        wasted_bytes: 307_200,
        wasted_mb: 0.29,
        entries: files.map((path) => ({
          path,
          dev: expect.stringMatching(/^\d+$/),
          ino: expect.stringMatching(/^\d+$/),
          mtime_ns: expect.stringMatching(/^\d+$/),
        })),
      },
    ]);
    const text = await home.aim(['scan', 'duplicates']);
    for (const shown of [...files, '300.0 KiB wasted: 2 files of 300.0 KiB', '1 group, 300.0 KiB wasted'])
      expect(text.stdout).toContain(shown);
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('names the content by the hash that is asked for', async () => {
    home.write('project/a', kilobytes(1));
    home.write('project/b', kilobytes(1));
    const [group] = await groupsOf('--min-size', '1', '--hash', 'sha256');
    // sha256 of 1024 times x
    expect(group).toMatchObject({ algorithm: 'sha256', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('compares no file below the minimum size, which is 100 KiB unless it is given or configured', async () => {
    for (const name of ['a', 'b']) home.write(`project/${name}`, kilobytes(50));
    expect(await groupsOf()).toEqual([]);
    expect(await groupsOf('--min-size', '50')).toHaveLength(1);
    expect(await groupsOf('--min-size', '51')).toEqual([]);
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { scanner: { minSizeKB: 20 } },
    });
    expect(await groupsOf()).toHaveLength(1);
  });

  it('looks in the folders named, else in those configured, else in the working folder', async () => {
    for (const place of ['project', 'home/one', 'home/two'])
      for (const name of ['a', 'b']) home.write(`${place}/${name}`, kilobytes(100, place.at(-1)));
    const found = async (...argv: readonly string[]): Promise<readonly string[]> =>
      (await groupsOf(...argv)).flatMap(({ files }) => files);
    const pair = (place: string): string[] => ['a', 'b'].map((name) => join(home.root, place, name));
    expect(await found()).toEqual(pair('project'));
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { scanner: { roots: ['~/one'] } },
    });
    expect(await found()).toEqual(pair('home/one'));
    expect(await found('../home/two')).toEqual(pair('home/two'));
  });

  it('takes no link, empty file or overlapping root for a duplicate', async () => {
    const file = home.write('project/a', 'content');
    linkSync(file, join(home.project, 'hard'));
    symlinkSync(file, join(home.project, 'soft'));
    for (const name of ['e1', 'e2']) home.write(`project/${name}`, '');
    expect(await groupsOf('--min-size', '0', '.', '.', home.project)).toEqual([]);
    const text = await home.aim(['scan', 'duplicates', '--min-size', '0']);
    expect(text.stdout).toMatch(/No duplicates; 1 file \(7 B\) looked at/);
  });

  it('leaves stores and what is excluded out, unless it is asked to look there', async () => {
    for (const name of ['_cacache/a', '_cacache/b', 'skip/a']) home.write(`project/${name}`, 'the same');
    expect(await groupsOf('--min-size', '0')).toEqual([]);
    expect((await home.aim(['scan', 'duplicates'])).stdout).toContain('1 store left out (--include-stores');
    const [group] = await groupsOf('--min-size', '0', '--include-stores', '--exclude', 'skip');
    expect(group?.files).toHaveLength(2);
  });

  it('exits with 9 for findings only when it is told to', async () => {
    expect((await home.aim(['scan', 'duplicates', '--fail-on-findings'])).exitCode).toBe(0);
    for (const name of ['a', 'b']) home.write(`project/${name}`, kilobytes(100));
    expect((await home.aim(['scan', 'duplicates'])).exitCode).toBe(0);
    expect((await home.aim(['scan', 'duplicates', '--fail-on-findings'])).exitCode).toBe(9);
  });

  it('shows names with line breaks, wide characters and escapes on one line each', async () => {
    for (const name of ['日本語\nzwei', 'red\u001b[31m']) home.write(`project/${name}`, 'the same');
    const { stdout } = await home.aim(['scan', 'duplicates', '--min-size', '0'], { columns: 20 });
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      `  ${home.project}/red\\x1b[31m`,
      `  ${home.project}/日本語\\nzwei`,
    ]);
  });

  it('shows the most wasteful groups, and all of them when it is asked for more', async () => {
    for (let index = 0; index < 25; index += 1)
      for (const name of ['a', 'b']) home.write(`project/${name}/${index}`, 'x'.repeat(index + 1));
    const short = await home.aim(['scan', 'duplicates', '--min-size', '0']);
    expect(short.stdout).toContain('5 more groups (--verbose shows all)');
    expect(short.stdout).toMatch(/^25 B wasted/);
    const all = await home.aim(['scan', 'duplicates', '--min-size', '0', '--verbose']);
    expect(all.stdout).toMatch(/^1 B wasted: 2 files of 1 B {2}xxh64 [0-9a-f]{16}$/m);
  });

  it.skipIf(isRoot)('names what it could not read and goes on', async () => {
    for (const name of ['a', 'b']) home.write(`project/${name}`, 'the same');
    const closed = join(home.project, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    const outcome = await home.aim(['scan', 'duplicates', '--min-size', '0', '--json']);
    chmodSync(closed, 0o700);
    expect(outcome.json()).toHaveLength(1);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: `warning: ${closed} was left out (EACCES)\n` });
  });

  it('writes the report of the older system where the configuration asks for it', async () => {
    const files = ['a', 'b'].map((name) => home.write(`project/${name}`, kilobytes(100)));
    const reportsDir = join(home.root, 'reports');
    home.write('aim/config/aim_config.json', { version: '1.0.0', environment: { reportsDir } });
    const { stderr } = await home.aim(['scan', 'duplicates', '--json']);
    expect(stderr).toBe(`Report: ${reportsDir}/duplicates.json\n`);
    expect(JSON.parse(readFileSync(join(reportsDir, 'duplicates.json'), 'utf8'))).toMatchObject({
      time: expect.stringMatching(/Z$/),
      duplicates: [{ hash: expect.any(String), count: 2, files }],
      total: 1,
    });
  });

  it('gives its result although the report cannot be written', async () => {
    home.write('file', 'in the way');
    const reportsDir = join(home.root, 'file', 'reports');
    home.write('aim/config/aim_config.json', { version: '1.0.0', environment: { reportsDir } });
    const outcome = await home.aim(['scan', 'duplicates', '--json']);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: '[]\n' });
    expect(outcome.stderr).toMatch(/^warning: The report could not be written/);
  });

  it('ends with 130 when it is interrupted', async () => {
    const outcome = await home.aim(['scan', 'duplicates'], { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ exitCode: 130, stdout: '', stderr: '' });
  });
});
