import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { globSync } from 'tinyglobby';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const nxProgram = createRequire(import.meta.url).resolve('nx/bin/nx.js');

interface Manifest {
  readonly name: string;
  readonly [kind: `${string}ependencies`]: Readonly<Record<string, string>> | undefined;
}

const packages = globSync(['packages/*/package.json', 'adapters/package.json', 'apps/*/package.json'], {
  cwd: root,
}).map((file) => {
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;
  const named = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
  return {
    name: manifest.name,
    folder: join(file, '..'),
    uses: named.filter((name) => name.startsWith('@aim/')),
  };
});

/** A package, what uses it, what uses that, and so on, by their manifests. */
function withDependents(name: string): string[] {
  const found = new Set([name]);
  for (const one of found)
    for (const { name: other, uses } of packages) if (uses.includes(one)) found.add(other);
  return [...found].toSorted();
}

async function nx(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [nxProgram, ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  return stdout;
}

describe('what Nx takes for affected', { timeout: 60_000 }, () => {
  it('follows exactly the manifests from package to package', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aim-graph-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await nx('graph', '--file', join(folder, 'graph.json'));
    const { graph } = JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as {
      graph: { dependencies: Readonly<Record<string, readonly { target: string }[]>> };
    };
    const ours = new Set(packages.map(({ name }) => name));
    for (const { name, uses } of packages) {
      const seen = new Set((graph.dependencies[name] ?? []).map(({ target }) => target));
      expect([name, [...seen].filter((target) => ours.has(target)).toSorted()]).toEqual([
        name,
        uses.toSorted(),
      ]);
    }
  });

  it('is, after a change in one package, that package and what depends on it', async () => {
    const changed = '--files=packages/versions/src/a.ts';
    const shown = await nx('show', 'projects', '--affected', '--with-target=test', changed);
    const expected = withDependents('@aim/versions');
    expect(expected.length).toBeLessThan(packages.length / 2);
    expect(shown.split('\n').filter(Boolean).toSorted()).toEqual(expected);
  });
});
