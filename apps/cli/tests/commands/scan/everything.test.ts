import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

/** A tool of the configuration, in two folders of PATH. */
function installTwice(): Record<string, string> {
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    registry: {
      tools: { sample: { name: 'Sample', detectCommands: ['sample'], capabilities: ['linting'] } },
    },
  });
  for (const [folder, version] of [
    ['one', '1.0.0'],
    ['two', '2.0.0'],
  ])
    home.write(`${folder}/sample`, `#!/bin/sh\necho sample ${version}\n`, 0o755);
  return { PATH: ['one', 'two', 'bin'].map((folder) => join(home.root, folder)).join(':') };
}

describe('aim scan tools', () => {
  it('tells which of two installations runs and which is shadowed, with their versions', async () => {
    const env = installTwice();
    const outcome = await home.aim(['scan', 'tools', '--json', '--fail-on-findings'], { env });
    expect(outcome.exitCode).toBe(9);
    expect(outcome.json()).toMatchObject([
      {
        command: 'sample',
        runs: { path: join(home.root, 'one/sample'), status: 'runs', version: '1.0.0' },
        others: [{ path: join(home.root, 'two/sample'), status: 'shadowed', version: '2.0.0' }],
        versions_differ: true,
      },
    ]);
    const { stdout } = await home.aim(['scan', 'tools'], { env });
    expect(stdout).toMatch(
      /^sample \(versions differ\)\n {2}runs {6}1\.0\.0 .*one\/sample\n {2}shadowed {2}2\.0\.0 /,
    );
  });

  it('finds nothing where each tool is there once', async () => {
    expect((await home.aim(['scan', 'tools', '--fail-on-findings'])).stdout).toBe(
      '✓ No tool is installed twice\n',
    );
  });
});

describe('aim scan all', () => {
  it('finds duplicate files, misplaced caches and tools installed twice', async () => {
    const env = installTwice();
    for (const name of ['a', 'b']) home.write(`project/${name}`, 'x'.repeat(1024 * 1024));
    home.write('project/__pycache__/c.pyc', 'y'.repeat(512 * 1024));
    const outcome = await home.aim(['scan', 'all', '--json', '--fail-on-findings'], { env });
    expect(outcome.exitCode).toBe(9);
    expect(outcome.json()).toMatchObject({
      duplicates: [{ files: [join(home.project, 'a'), join(home.project, 'b')], wasted_mb: 1 }],
      misplaced_caches: [{ path: join(home.project, '__pycache__'), file_count: 1, size_mb: 0.5 }],
      duplicate_tools: [{ command: 'sample' }],
      summary: {
        total_scanned_files: 3,
        total_scanned_mb: 2.5,
        total_wasted_mb: 1,
        total_cache_mb: 0.5,
        total_groups: 1,
        total_caches: 1,
        total_duplicate_tools: 1,
      },
      unreadable: [],
      roots: [home.project],
    });
    const { stdout } = await home.aim(['scan', 'all'], { env });
    for (const shown of ['Duplicate files', '1 misplaced cache', '1 tool installed more than once'])
      expect(stdout).toContain(shown);
  });

  it('is a plan that can be carried out', async () => {
    for (const name of ['a', 'b']) home.write(`project/${name}`, 'x'.repeat(200_000));
    home.write('project/__pycache__/c.pyc', 'y');
    const { stdout: stdin } = await home.aim(['scan', 'all', '--json']);
    const fixed = await home.aim(['scan', 'fix', '-', '--quarantine', '--json'], { stdin });
    expect(fixed.json()).toMatchObject({ done: 2, failed: 0 });
    expect((await home.aim(['scan', 'all', '--fail-on-findings'])).exitCode).toBe(0);
  });
});
