import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt } from './support/builtAim.js';
import { installScriptTools } from './support/scriptTool.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

/** Random, and with every character that one encoding or another writes differently. */
const canary = `sk-${randomBytes(9).toString('hex')}"\\/+&%$'<>\` ü€\t${randomBytes(9).toString('base64')}`;

/** The ways in which the value may turn up; what an encoding leaves as it is counts as well. */
const forms: readonly Buffer[] = encodings(canary).map((text) => Buffer.from(text));

function encodings(value: string): string[] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams([['', value]]).toString().slice(1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    // As a part of a longer text that is encoded: what its neighbours do not change.
    ...[1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(4, -4),
    ),
    bytes.toString('hex'),
    value.replaceAll("'", `'\\''`),
    // A piece that no encoding changes: nothing at all of the random part may be seen.
    value.slice(0, 21),
  ];
}

function leaks(text: Buffer | string): string[] {
  const bytes = Buffer.from(text);
  return forms.filter((form) => bytes.includes(form)).map((form) => `leaked as ${form.toString()}`);
}

/** Prints and answers the secret in every encoding, and checks its own command line. */
const leakingAdapter = `
const value = process.env.CANARY_KEY;
const bytes = Buffer.from(value);
const forms = { raw: value, json: JSON.stringify(value), url: encodeURIComponent(value),
  base64: bytes.toString('base64'), inside: Buffer.from('Basic user:' + value).toString('base64'), hex: bytes.toString('hex') };
for (const form of Object.values(forms)) process.stderr.write('leak ' + form + '\\n');
const commandLine = process.platform === 'linux' ? readFileSync('/proc/self/cmdline') : Buffer.alloc(0);
const got = bytes.length > 30 && !commandLine.includes(bytes) && !process.argv.some((word) => word.includes(value));`;

const outcomes = {
  succeeds: `${leakingAdapter} answer({ message: 'used ' + forms.raw, content: { got, ...forms, [value]: 'as a key', deep: [{ value }] } });`,
  fails: `${leakingAdapter} answer({ success: false, message: 'refused ' + forms.url, content: { got, ...forms } }); process.exitCode = 1;`,
  babbles: `${leakingAdapter} console.log(Object.values(forms).join(' '));`,
  crashes: `${leakingAdapter} throw new Error('cannot use ' + value);`,
};

let printed: string[];
async function aim(...argv: readonly string[]): Promise<void> {
  const { stdout, stderr } = await home.aim(argv);
  printed.push(stdout, stderr);
}

beforeEach(async () => {
  printed = [];
  expect((await home.aim(['secrets', 'set', 'CANARY_KEY'], { stdin: canary })).exitCode).toBe(0);
  expect((await home.aim(['secrets', 'get', 'CANARY_KEY'])).stdout).toBe(`${canary}\n`);
  home.program(
    'leak',
    `const value = process.env.CANARY_KEY;
     const { readFileSync, writeFileSync } = require('node:fs');
     const forms = [value, JSON.stringify(value), encodeURIComponent(value), Buffer.from(value).toString('base64')];
     const clean = process.platform !== 'linux' || !readFileSync('/proc/self/cmdline').includes(Buffer.from(value));
     console.log('got', value.length, 'clean', clean);
     for (const form of forms) { console.log(form); console.error(form); }
     for (const character of value) process.stdout.write(character);
     process.exitCode = 3;`,
  );
});

function expectNoLeak(): void {
  expect(printed.join('').length).toBeGreaterThan(0);
  expect(leaks(printed.join('\n'))).toEqual([]);
  for (const file of home.files()) expect([file, ...leaks(readFileSync(file))]).toEqual([file]);
}

describe('the value of a secret', () => {
  it('would be found by this test', () => {
    for (const form of encodings(canary)) expect(leaks(`before ${form} after`)).not.toEqual([]);
    home.write('project/leaked', `{"a": ${JSON.stringify(canary)}}`);
    expect(home.files().flatMap((file) => leaks(readFileSync(file)))).not.toEqual([]);
  });

  it.each(Object.entries(outcomes))(
    'leaves no trace when an adapter that leaks it %s',
    async (_, adapter) => {
      installScriptTools(home, [{ id: 'one', adapter, secrets: ['CANARY_KEY'] }]);
      await aim('invoke', 'editing', '--json', '--prompt', 'do it');
      await aim('invoke', 'editing', '--verbose');
      if (printed[0]?.includes('"got"') === true) expect(printed[0]).toContain('"got": true');
      await aim('tools', 'list', '--json');
      await aim('audit', 'export', '--format', 'jsonl');
      expectNoLeak();
    },
  );

  it('leaves no trace of the adapter that succeeds but what it may say', async () => {
    installScriptTools(home, [{ id: 'one', adapter: outcomes.succeeds, secrets: ['CANARY_KEY'] }]);
    const invoked = await home.aim(['invoke', 'editing', '--json']);
    expect(invoked.exitCode).toBe(0);
    expect(invoked.json()).toMatchObject({ success: true, content: { got: true } });
  });

  it('leaves no trace in what a command of aim run prints', async () => {
    for (const options of [
      ['--secret', 'CANARY_KEY'],
      ['--all', '--verbose'],
    ]) {
      const ran = await runBuilt(home, ['run', ...options, '--', 'leak']);
      expect(ran.exitCode).toBe(3);
      expect(ran.stdout).toContain(`got ${canary.length} clean true`);
      printed.push(ran.stdout, ran.stderr);
    }
    expectNoLeak();
  });

  it('leaves no trace in what every other command prints and writes', async () => {
    installScriptTools(home, [{ id: 'one', adapter: outcomes.fails, secrets: ['CANARY_KEY'] }]);
    for (const json of [[], ['--json']]) {
      await aim(...json, 'secrets', 'list');
      await aim(...json, 'secrets', 'where');
      await aim(...json, 'secrets', 'rekey', '--verbose');
      await aim(...json, 'route', 'editing', '--explain');
      await aim(...json, 'tools', 'detect');
      await aim(...json, 'health', 'check', '--verbose');
      await aim(...json, 'config', 'show', '--origin');
      await aim(...json, 'config', 'show');
      await aim(...json, 'config', 'path');
      await aim(...json, 'config', 'validate');
      await aim(...json, 'audit', 'show');
      await aim(...json, 'audit', 'stats');
      await aim(...json, 'audit', 'verify');
      await aim(...json, 'audit', 'export', '--format', 'csv');
    }
    expectNoLeak();
  });

  it('leaves no trace in errors', async () => {
    await aim('secrets', 'set', 'CANARY_KEY', canary, 'one too many', '--verbose');
    await aim('secrets', 'set', 'CANARY_KEY', '--value', canary);
    await aim('secrets', 'set', 'LD_PRELOAD', canary);
    await aim('run', '--all', '--verbose', '--', 'no-such-command', canary);
    await aim('run', '--all', '--', 'leak\0', canary);
    await aim('invoke', 'editing', '--payload', canary);
    await aim('invoke', 'no_such_capability', '--prompt', canary, '--verbose');
    await aim('secrets', canary);
    await aim(canary);
    home.write('bin/broken', '#!/no/such/interpreter\n', 0o755);
    await aim('run', '--all', '--', 'broken', canary);
    home.write('aim/data/audit.key', 'damaged', 0o600);
    await aim('secrets', 'get', 'CANARY_KEY');
    await aim('secrets', 'export');
    await aim('run', '--all', '--', 'leak');
    expectNoLeak();
  });

  it('leaves no trace of an import that failed', async () => {
    const stdin = JSON.stringify({ CANARY_KEY: canary, PATH: canary });
    for (const input of [stdin, `${stdin}}`, `[${stdin}]`]) {
      const { stdout, stderr, exitCode } = await home.aim(['secrets', 'import', '-', '--format', 'json'], {
        stdin: input,
      });
      expect(exitCode).toBe(5);
      printed.push(stdout, stderr);
    }
    expectNoLeak();
  });

  it('lies in the vault, which only its key opens', () => {
    const vault = readFileSync(join(home.aimHome, 'data', 'vault.age'));
    expect(vault.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(leaks(vault)).toEqual([]);
  });
});
