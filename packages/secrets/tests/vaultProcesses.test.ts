import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../tools/testing/faults.mjs';
import { openVault } from '../src/openVault.js';
import { bundleProgram } from './support/bundle.js';
import { runProgram } from './support/program.js';
import { tempDirectory } from './support/tempDirectory.js';

const rounds = faultRuns(20);

describe('several processes', () => {
  it('that store different secrets into a vault none of them has seen all win', async () => {
    const saw = countFaults('vault write', 'eight processes at once');
    const directory = tempDirectory();
    const program = await bundleProgram('storeProgram', directory);
    const metadataPath = join(directory, 'data', 'meta.json');
    const prefixes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    const results = await Promise.all(
      prefixes.map((prefix) => runProgram(process.execPath, [program, metadataPath, prefix, '3'])),
    );
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(prefixes.map(() => [0, '']));
    const { values } = await openVault({ metadataPath }).exportAll();
    expect(Object.keys(values)).toEqual(
      prefixes.flatMap((prefix) => [0, 1, 2].map((index) => `${prefix}_${index}`)),
    );
    expect(openVault({ metadataPath }).list()).toHaveLength(24);
    saw('after', 24);
  }, 60_000);

  it(
    'one of which is killed in the middle lose nothing that was acknowledged',
    async () => {
      const saw = countFaults('vault write', 'kill -9 at a random moment');
      const directory = tempDirectory();
      const program = await bundleProgram('storeProgram', directory);
      const metadataPath = join(directory, 'data', 'meta.json');
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const prefix = `R${round}`;
        // Killed right after an acknowledgement, that is, at some point of the following write.
        const { stdout } = await runProgram(process.execPath, [program, metadataPath, prefix, '1000'], {
          onStart: (child) => {
            let seen = 0;
            child.stdout?.on('data', () => {
              seen += 1;
              if (seen === 1 + (round % 3)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 30);
            });
          },
        });
        const stored = stdout.split('\n').filter((line) => line !== '');
        acknowledged.push(...stored);
        const next = `${prefix}_${stored.length}`;
        const found = await openVault({ metadataPath }).getMany([...acknowledged, next]);
        const { values, rolledBack } = found;
        const missing = found.missing.filter((name) => name !== next);
        expect(missing).toEqual([]);
        expect(rolledBack).toBe(false);
        for (const name of acknowledged) expect(values[name]).toMatch(/^value \d+ of R\d+ x{500}$/);
        saw(next in values ? 'after' : 'before');
      }
      await openVault({ metadataPath }).set('AFTER', 'fine');
      expect(acknowledged.length).toBeGreaterThanOrEqual(rounds);
      for (const name of readdirSync(join(directory, 'data')).filter((entry) => entry.endsWith('.tmp'))) {
        expect(readFileSync(join(directory, 'data', name), 'latin1')).not.toContain('xxxxx');
      }
    },
    120_000 + rounds * 3_000,
  );
});
