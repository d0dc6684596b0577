import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import {
  registryEnvironment,
  sampleNpmTool,
  startNpmRegistry,
} from '../../../tools/testing/registries/registries.mjs';
import { aimProgram, ensureBuilt } from './support/builtAim.js';
import { useTempHome } from './support/tempHome.js';
import { followTutorial } from './support/tutorial.js';

const home = useTempHome();

describe('the tutorial', () => {
  beforeAll(ensureBuilt);
  const isPosix = spawnSync('sh', ['-c', 'true']).status === 0;

  it.skipIf(!isPosix)(
    'works as it is written, line by line',
    async () => {
      const registry = await startNpmRegistry({
        packages: [sampleNpmTool({ name: 'prettier', version: '3.6.2' })],
      });
      try {
        const bin = join(home.root, 'tutorial-bin');
        mkdirSync(bin);
        writeFileSync(join(bin, 'aim'), `#!/bin/sh\nexec '${process.execPath}' '${aimProgram}' "$@"\n`);
        chmodSync(join(bin, 'aim'), 0o755);
        const base = { PATH: `${bin}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin` };
        const env = registryEnvironment({ npm: registry, home: home.home, base });
        await followTutorial({ env, home: home.home, install: false });
      } finally {
        await registry.close();
      }
    },
    120_000,
  );
});
