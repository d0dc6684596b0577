import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleNpmTool } from '../../../../tools/testing/registries/registries.mjs';
import { useLoopbackTools } from '../support/loopbackTools.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);

const toolsRoot = (): string => join(home.aimHome, 'data', 'tools');
const commands = (): readonly string[] => readdirSync(join(toolsRoot(), 'current', 'bin'));
const versionOf = (name: string): string =>
  execFileSync(join(toolsRoot(), 'current', 'bin', name), ['--version'], {
    env: machine.env,
    encoding: 'utf8',
  }).trim();

interface SetupJson {
  readonly tools: {
    readonly status: string;
    readonly packages: readonly { readonly name: string; readonly error?: { readonly code: string } }[];
  };
}

/** `one` is there at 1.0.0; now it is to become 1.1.0, and `bad` is to come. */
async function upgradeWithBad() {
  machine.publish('one', '1.0.0', '1.1.0');
  machine.configure({ versionPins: { npm: { one: '1.0.0' } } });
  await machine.aim(['setup', '--tools-only']);
  machine.configure({ versionPins: { npm: { one: '1.1.0', bad: '1.0.0' } } });
  const outcome = await machine.aim(['setup', '--tools-only', '--json']);
  const { packages, status } = outcome.json<SetupJson>().tools;
  return { exitCode: outcome.exitCode, status, codes: packages.flatMap(({ error }) => error?.code ?? []) };
}

/** The old tools work, nothing else is in PATH or in the store, and the log says that it was undone. */
function expectAsBefore(): void {
  expect(versionOf('one')).toBe('1.0.0');
  expect(commands()).toEqual(['one']);
  expect(readdirSync(join(toolsRoot(), 'store', 'npm'))).toHaveLength(1);
  expect(readdirSync(join(toolsRoot(), 'generations'))).toEqual(['1']);
  expect(existsSync(join(toolsRoot(), 'journal.json'))).toBe(false);
  expect(readFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), 'utf8')).toMatch(/"rollback"/);
}

describe('aim setup with the real npm, when one of the packages cannot be installed', () => {
  it.each([
    ['the registry answers with 500', { kind: 'status', status: 500 }, /bad$/, 'INSTALL_NETWORK'],
    ['the archive is not what was announced', 'wrong-bytes', /bad.*\.tgz$/, 'INSTALL_INTEGRITY'],
    ['the archive ends half-way', 'truncate', /bad.*\.tgz$/, undefined],
  ] as const)('leaves everything as it was when %s', async (_, how, matcher, code) => {
    machine.publish('bad', '1.0.0');
    machine.registry.fail(matcher, how);
    const { exitCode, status, codes } = await upgradeWithBad();
    expect([exitCode, status]).toEqual([4, 'rolled_back']);
    expect(codes.length).toBeGreaterThan(0);
    if (code !== undefined) expect(codes).toContain(code);
    expectAsBefore();
  });

  it.each([
    ['its script fails', 'failing-postinstall', 'INSTALL_FAILED'],
    ['its command is missing although npm was content', 'missing-bin', 'INSTALL_BROKEN'],
    ['its command does not start', 'broken', 'INSTALL_BROKEN'],
  ] as const)('leaves everything as it was when %s', async (_, behaviour, code) => {
    machine.registry.publish(sampleNpmTool({ name: 'bad', version: '1.0.0', behaviour }));
    expect(await upgradeWithBad()).toMatchObject({ exitCode: 4, status: 'rolled_back', codes: [code] });
    expectAsBefore();
  });

  it('leaves everything as it was when the disk is full', async ({ skip }) => {
    const path = toolsRoot();
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { status: mounted } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path]);
    if (mounted !== 0) skip('no file system can be mounted here');
    try {
      const files = { 'data.txt': 'not much in it. '.repeat(400_000) };
      const tool = sampleNpmTool({ name: 'bad', version: '1.0.0' });
      machine.registry.publish({ ...tool, files: { ...tool.files, ...files } });
      expect(await upgradeWithBad()).toMatchObject({ exitCode: 4, status: 'rolled_back' });
      expectAsBefore();
      machine.configure({ versionPins: { npm: { one: '1.1.0' } } });
      expect((await machine.aim(['setup', '--tools-only'])).exitCode).toBe(0);
      expect(versionOf('one')).toBe('1.1.0');
    } finally {
      spawnSync('umount', ['--lazy', path]);
    }
  });
});
