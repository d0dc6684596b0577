import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, symlinkSync, closeSync, writeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aimProgram } from '../../../apps/cli/tests/support/builtAim.js';
import { countFaults } from '../../testing/faults.mjs';
import { useMachine } from './machine.js';

const machine = useMachine();

const secrets = {
  PLAIN_KEY: 'sk-live-51H8xAbCdEfGhIjKlMnOpQrStUv',
  AWKWARD_KEY: 'p&ss "wörd"/\'<1>+~$`\\ ü€',
  LINES_KEY: '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----',
};

/** As other programs write a value, each by its own means and not by those of the masker. */
function encodings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    value.replaceAll('\n', '\r\n'),
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams([['', value]]).toString().slice(1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    // Inside a longer text.
    ...[1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes, Buffer.from(':')]).toString('base64'),
    ),
    value.replaceAll("'", `'\\''`),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ];
}

/** Writes every line of its input in two pieces, at every offset, to both of its outputs. */
const splitter = `
const { readFileSync, writeSync } = require('node:fs');
const forms = JSON.parse(readFileSync(process.argv[2], 'utf8'));
(async () => {
  for (const form of forms) {
    const bytes = Buffer.from(form);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut), Buffer.from(' |\\n')]) {
        for (const output of [1, 2]) writeSync(output, piece);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  }
})();`;

async function storeSecrets(): Promise<readonly string[]> {
  symlinkSync(process.execPath, join(machine.home.bin, 'node'));
  for (const [name, value] of Object.entries(secrets)) await machine.ok(['secrets', 'set', name], value);
  return Object.keys(secrets).flatMap((name) => ['--secret', name]);
}

describe('aim run', () => {
  it('lets no secret through, in no encoding, split at no offset, on no output', async () => {
    const saw = countFaults('aim run', 'a secret in each encoding, split at each offset, on both outputs');
    const names = await storeSecrets();
    const forms = [...new Set(Object.values(secrets).flatMap(encodings))];
    const script = machine.home.write('splitter.cjs', splitter);
    const input = machine.home.write('forms.json', JSON.stringify(forms));
    const { exitCode, stdout, stderr } = await machine.start(['run', ...names, '--', 'node', script, input])
      .ended;
    expect(exitCode, stderr.slice(-2000)).toBe(0);
    const times = forms.reduce((sum, form) => sum + Buffer.byteLength(form) - 1, 0);
    for (const output of [stdout, stderr]) {
      expect(output.split(' |\n')).toHaveLength(times + 1);
      // Without the ends, which the neighbours in a longer encoded text take part in.
      expect(forms.filter((form) => output.includes(form.slice(4, -4)))).toEqual([]);
      saw('masked', times);
    }
  });

  it('masks faster than 50 MB a second', async () => {
    const saw = countFaults('aim run', '256 MB of output through the masker');
    const names = await storeSecrets();
    const file = join(machine.home.root, 'output');
    const descriptor = openSync(file, 'w');
    const line = (index: number): string =>
      `2026-01-01T00:00:00Z INFO request ${index} id=${Math.random().toString(36)} took ${index % 97} ms, sk-test\n`;
    const block = Buffer.from(Array.from({ length: 20_000 }, (_, index) => line(index)).join(''));
    while (statSync(file).size < 256e6) writeSync(descriptor, block);
    closeSync(descriptor);
    const megabytes = statSync(file).size / 1e6;
    const throughput = async (command: string): Promise<number> => {
      const begun = performance.now();
      const child = spawn('/bin/sh', ['-c', `${command} | cat > /dev/null`], { env: machine.tools.env });
      expect((await once(child, 'close'))[0]).toBe(0);
      return Math.round(megabytes / ((performance.now() - begun) / 1000));
    };
    const plain = await throughput(`cat ${file}`);
    const masked = await throughput(
      `${process.execPath} ${aimProgram} run ${names.join(' ')} -- cat ${file}`,
    );
    saw(`whole run at ${masked} MB/s (plain pipe: ${plain} MB/s)`);
    if (masked < 50) process.stdout.write(`aim run masks at ${masked} MB/s, which is less than 50\n`);
  });
});
