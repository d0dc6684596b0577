import { join } from 'node:path';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { nodeCheck } from '../src/checks/node.js';
import { pythonCheck } from '../src/checks/python.js';
import { parseMounts, remoteMount } from '../src/paths/remoteMount.js';
import { createVersionCache } from '../src/versions/versionCache.js';
import { executableIdentity } from '../src/versions/executableIdentity.js';
import { knownVersion } from '../src/versions/knownVersion.js';
import { pyenvTarget } from '../src/versions/pyenvTarget.js';
import { healthContext } from './support/healthContext.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe('whatever a file holds', () => {
  it('as the remembered versions they are read or passed over, and others are remembered', async () => {
    const { file, path } = tempDir();
    const tool = file('tool', 'binary', 0o755);
    const kept = join(path, 'versions.json');
    const cache = () => createVersionCache({ file: kept, known: () => undefined });
    const fresh = cache();
    const command = { file: tool, args: ['--version'] };
    await fresh.versionOf(command, () => Promise.resolve('1.2.3'));
    await fuzz({
      seeds: [JSON.stringify({ format: 2, entries: { [JSON.stringify([tool, '--version'])]: entry(tool) } })],
      parse: async (text) => {
        file('versions.json', text);
        const read = cache();
        read.peek(command);
        const { version } = await read.versionOf(command, () => Promise.resolve('1.2.3'));
        read.save();
        if (version === null || /\p{Cc}/u.test(version)) throw new Error('not a version');
      },
    });
  });

  it('as the package of npm it has a version or none', async () => {
    const { file } = tempDir();
    const program = file('npm/bin/npm-cli.js', '');
    await fuzz({
      seeds: ['{"name":"npm","version":"10.8.2"}'],
      parse: (text) => {
        file('npm/package.json', text);
        return knownVersion(program, ['--version']);
      },
    });
  });

  it('as the versions of pyenv it names one or none', async () => {
    const { file, path } = tempDir();
    file('pyenv/libexec/pyenv', '');
    file('pyenv/versions/3.12.1/bin/tool', '');
    const shim = file('pyenv/shims/tool', '');
    const fs = await import('node:fs');
    await fuzz({
      seeds: ['3.12.1\n', '# old\nsystem 3.12.1\r\n'],
      parse: (text) => {
        file('pyenv/version', text);
        const target = pyenvTarget(shim, { env: {}, cwd: path, fs });
        if (target !== undefined && !target.startsWith(join(path, 'pyenv', 'versions')))
          throw new Error('another folder');
      },
    });
  });

  it('as a small program it is told from others, by what it names', async () => {
    const { file, path } = tempDir();
    const named = file('named.js', '', 0o755);
    await fuzz({
      seeds: [
        `#!/bin/sh\nbasedir=$(dirname "$0")\nexec node  "$basedir/named.js" "$@"\n`,
        `#!/bin/sh\nexec '${named}' "$@"\n`,
        '#!/bin/sh\nexec pyenv exec "$0"\n',
      ],
      parse: (text) => executableIdentity(file('tool', text, 0o755), { env: {}, cwd: path }),
    });
  });

  it('as the list of mounts it is read or passed over', async () => {
    await fuzz({
      seeds: [
        '36 35 98:0 / /mnt\\040a rw,noatime master:1 - nfs4 server:/a rw\n25 1 8:1 / / rw - ext4 /dev/sda1 rw\n',
      ],
      parse: (text) => remoteMount('/mnt a/b', 'linux', parseMounts(text)),
    });
  });
});

describe('whatever a program prints', () => {
  it.each([nodeCheck, pythonCheck])('as the version of $title it is judged', async (check) => {
    await fuzz({
      seeds: ['Python 3.11.2', 'v20.19.0'],
      parse: async (text) => {
        const context = healthContext({
          findCommand: (name) => `/usr/bin/${name}`,
          versionOf: () => Promise.resolve(text),
        });
        const { status } = await check.run(context);
        if (!['pass', 'warn', 'fail'].includes(status)) throw new Error('no status');
      },
    });
  });
});

function entry(tool: string) {
  return { identity: executableIdentity(tool), version: '1.2.3', askedAt: Date.now() };
}
