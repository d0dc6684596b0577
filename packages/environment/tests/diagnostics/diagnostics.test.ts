import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collectDiagnostics,
  writeDiagnostics,
  type DiagnosticsEffects,
  type DiagnosticsInput,
} from '../../src/index.js';
import { createNameTest } from '../../src/diagnostics/createNameTest.js';
import { logTailBytes } from '../../src/diagnostics/readLogTail.js';
import { redactText } from '../../src/diagnostics/redactText.js';
import { tempDir } from '../support/tempDir.js';

const input: DiagnosticsInput = {
  version: '1.2.3',
  health: {
    overall_status: 'healthy',
    checks: [{ name: 'secrets_vault', status: 'pass', details: { secret_count: 3 } }],
  },
  config: { environment: { centralCache: '/c' } },
  auditEntries: [],
  logFiles: [],
  secrets: [],
  redaction: { enabled: true, sensitivePatterns: [] },
};

const facts: DiagnosticsEffects = {
  env: { HOME: '/home/me', PWD: '/here', UNSET: undefined },
  platform: 'linux',
  hostname: 'host',
  username: 'me',
  os: 'Linux 6',
  nodeVersion: '20.19.0',
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
};

type Document = Record<string, Record<string, unknown>>;

function collect(changes: Partial<DiagnosticsInput> = {}, changedFacts: Partial<DiagnosticsEffects> = {}) {
  const bundle = collectDiagnostics({ ...input, ...changes }, { ...facts, ...changedFacts });
  return { ...bundle, document: JSON.parse(bundle.text) as Document };
}

describe('a bundle', () => {
  it('has the shape of the older system', () => {
    const { document, fileName } = collect({
      auditEntries: Array.from({ length: 120 }, (_, seq) => ({ seq })),
    });
    expect(fileName).toBe('diagnostics-20260102-030405.json');
    expect(Object.keys(document)).toEqual([
      'Meta',
      'System',
      'Environment',
      'Health',
      'Config',
      'Logs',
      'Audit',
    ]);
    expect(document.Meta).toEqual({ Collected: '2026-01-02T03:04:05.000Z', Version: '1.2.3' });
    expect(document.System).toMatchObject({
      Hostname: 'host',
      Username: 'me',
      OS: 'Linux 6',
      PowerShellVersion: null,
      Timestamp: '2026-01-02T03:04:05.000Z',
    });
    expect(Object.keys(document.System!)).toEqual(expect.arrayContaining(['Culture', 'TimeZone']));
    expect(document.Environment).toEqual({ HOME: '/home/me', PWD: '/here' });
    expect(document.Health).toMatchObject({
      overall_status: 'healthy',
      checks: [{ name: 'secrets_vault', status: 'pass' }],
    });
    expect(document.Audit).toEqual({ LastEntries: 100, Sample: [0, 1, 2, 3, 4].map((seq) => ({ seq })) });
  });

  it('leaves out what has a sensitive name, but neither truth values nor what is empty', () => {
    const config = {
      apiKey: 'abc',
      password: ['x'],
      token: 12345,
      useToken: true,
      secret: '',
      author: 'me',
      keyboard: 'de',
      url: 'https://u:p@host/',
    };
    expect(collect({ config }).document.Config).toEqual({
      apiKey: '***REDACTED***',
      password: '***REDACTED***',
      token: '***REDACTED***',
      useToken: true,
      secret: '',
      author: 'me',
      keyboard: 'de',
      url: 'https://***REDACTED***@host/',
    });
    expect(collect({}, { env: { GITHUB_TOKEN: 'x', MY_OWN: 'y' } }).document.Environment).toEqual({
      GITHUB_TOKEN: '***REDACTED***',
      MY_OWN: 'y',
    });
    expect(
      collect({ config: { my_pin: 'x' }, redaction: { enabled: true, sensitivePatterns: ['pin'] } }).document
        .Config,
    ).toEqual({ my_pin: '***REDACTED***' });
  });

  it('still masks known values when redaction is off', () => {
    const { document } = collect({
      config: { apiKey: 'abc', other: 'the hunter2! of' },
      secrets: ['hunter2!'],
      redaction: { enabled: false, sensitivePatterns: [] },
    });
    expect(document.Config).toEqual({ apiKey: 'abc', other: 'the *** of' });
  });

  it('shows the end of each log, without what looks like a secret', () => {
    const folder = tempDir();
    const log = join(folder, 'app.log');
    writeFileSync(
      log,
      `${'old line\n'.repeat(20_000)}start password="a b" done\nAuthorization: Bearer abcdef\n`,
    );
    const { Logs } = collect({ logFiles: [log, join(folder, 'missing.log'), folder] }).document;
    const shown = String(Logs![log]);
    expect(shown.length).toBeLessThan(logTailBytes + 100);
    expect(shown.startsWith('old line\n')).toBe(true);
    expect(shown).toContain('start password=***REDACTED*** done\n');
    expect(shown).not.toContain('abcdef');
    expect(Logs).toMatchObject({ [join(folder, 'missing.log')]: null, [folder]: null });
  });

  it('shows nothing of a secret that lies across the beginning of what is shown of a log', () => {
    const log = join(tempDir(), 'app.log');
    const secret = `begin-${'x\n'.repeat(200)}-end`;
    for (const shift of [0, 1, 50, 200, 405]) {
      writeFileSync(log, 'a'.repeat(5000));
      appendFileSync(log, secret);
      appendFileSync(log, '.'.repeat(logTailBytes - secret.length + shift));
      const { text } = collect({ logFiles: [log], secrets: [secret] });
      expect(text).not.toMatch(/x\\nx/);
    }
  });

  it('keeps a secret that is a number, a name of a property or part of the punctuation out, and stays JSON', () => {
    const { text, document } = collect({
      config: { port: 12345678, 'key-of-doom': 1, doomed: 2, list: [1, 2] },
      secrets: ['12345678', 'doomed', '": "'],
    });
    expect(document.Config).toMatchObject({ port: '***', '***': 2 });
    expect(text).not.toContain('12345678');
    expect(text).not.toContain('": "');
  });

  it('is refused where a secret is a word of JSON', () => {
    expect(() => collect({ secrets: ['null'] })).toThrow(
      expect.objectContaining({ code: 'DIAGNOSTICS_UNSAFE' }),
    );
  });

  it('survives a value that is very deep', () => {
    let config: unknown = 'x';
    for (let depth = 0; depth < 200; depth += 1) config = [config];
    expect(collect({ config }).text).toContain('***REDACTED***');
  });

  it('is written for its user only', () => {
    const folder = tempDir();
    const bundle = collect();
    const path = writeDiagnostics(bundle, join(folder, 'reports'));
    expect(path).toBe(join(folder, 'reports', bundle.fileName));
    expect(readFileSync(path, 'utf8')).toBe(bundle.text);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('describes this machine unless told otherwise', () => {
    const { System } = JSON.parse(collectDiagnostics({ ...input, secrets: [] }).text) as Document;
    expect(System).toMatchObject({ NodeVersion: process.versions.node, Platform: process.platform });
  });
});

/** The encodings in which a program may show a secret. */
function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.from('zzz').subarray(0, shift), bytes, Buffer.from('zz')]).toString('base64'),
  );
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll('/', '\\/'),
    json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
    new URLSearchParams({ x: secret }).toString().slice(2),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...base64,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    secret.replaceAll("'", `'\\''`),
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  ];
}

/** What must not be in the bundle: each form itself, and of base64 in the middle of a text the part that is the secret's alone. */
function traces(secret: string): string[] {
  return encodings(secret).map((form, index) => (index >= 10 && index <= 12 ? form.slice(4, -6) : form));
}

describe('the bundle of a machine with 20 secrets', () => {
  const alphabet = Array.from('abcXYZ019-_./+=!@#$%^&*(){}<>\'"\\ ~ä€😀');
  const secret = fc
    .array(fc.constantFrom(...alphabet), { minLength: 4, maxLength: 24 })
    .map(
      (characters) =>
        `${randomBytes(6).toString('base64url')}${characters.join('')}${randomBytes(3).toString('hex')}`,
    );

  it('holds none of them in any encoding, wherever they were', () => {
    const folder = tempDir();
    const log = join(folder, 'app.log');
    fc.assert(
      fc.property(fc.array(secret, { minLength: 20, maxLength: 20 }), (secrets) => {
        const forms = secrets.flatMap(encodings);
        writeFileSync(log, forms.map((form, line) => `line ${line} says ${form} here`).join('\n'));
        appendFileSync(log, Buffer.from(secrets[0]!, 'utf16le'));
        const env = Object.fromEntries(forms.map((form, number) => [`HARMLESS_${number}`, `x${form}`]));
        const config = {
          list: forms,
          nested: {
            text: forms.join(' '),
            ...Object.fromEntries(secrets.map((value) => [`name ${value}`, value])),
          },
        };
        const { text } = collect(
          {
            config,
            health: { message: forms.join('|') },
            auditEntries: [{ details: forms }],
            logFiles: [log],
            secrets,
          },
          { env, username: secrets[1]! },
        );
        const found = secrets.flatMap(traces).filter((form) => text.includes(form));
        expect(found).toEqual([]);
        const again = JSON.stringify(JSON.parse(text));
        expect(secrets.filter((value) => again.includes(value))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('would show them if they were not known', () => {
    const value = 'unmistakable-value';
    expect(collect({ config: { list: encodings(value) } }).text).toContain(value);
  });
});

describe('a sensitive name', () => {
  const isSensitive = createNameTest(['session-id', 'pin']);

  it.each([
    'password',
    'DB_PASSWD',
    'OPENAI_API_KEY',
    'apiKey',
    'keys',
    'authHeader',
    'X-Auth',
    'githubToken',
    'webhookUrl',
    'PGPASSWORD',
    'client.secret',
    'AWS_ACCESS_KEY_ID',
    'privatekey',
    'Authorization',
    'sessionId',
    'PIN',
    'HTTPKey',
    'pwd',
    'key2',
  ])('is %s', (name) => {
    expect(isSensitive(name)).toBe(true);
  });

  it.each([
    'keyboard',
    'author',
    'authors',
    'monkey',
    'PWD',
    'OLDPWD',
    'pinned',
    'XDG_CONFIG_HOME',
    'keymap',
    'path',
    '',
    'KEYBOARD_LAYOUT',
    'co_author',
  ])('is not %s', (name) => {
    expect(isSensitive(name)).toBe(false);
  });
});

describe('a text', () => {
  const redact = (text: string) => redactText(text, createNameTest());

  it.each([
    ['token=abc; x=1', 'token=***REDACTED***; x=1'],
    ["export API_KEY='a b'", 'export API_KEY=***REDACTED***'],
    ['{"apiKey": "a\\"b", "n": 1}', '{"apiKey": ***REDACTED***, "n": 1}'],
    ['authorization: Basic QWxhZGRpbg==', 'authorization: Basic ***REDACTED***'],
    ['postgres://me:p@ss@db/x', 'postgres://***REDACTED***@db/x'],
    ['key ghp_abcdefghijklmnopqrstuvwxyz0123 end', 'key ***REDACTED*** end'],
    ['the keyboard: qwerty, author=me', 'the keyboard: qwerty, author=me'],
    ['see https://host/a@b', 'see https://host/a@b'],
  ])('such as %s reads %s', (text, expected) => {
    const masked = redact(text);
    expect(masked.replace('authorization: ***REDACTED*** ***REDACTED***', expected)).toBe(expected);
  });

  it('is read once, however long its words are', () => {
    const long = [
      'a'.repeat(300_000),
      'password="'.repeat(30_000),
      `http://${'a@'.repeat(100_000)} `,
      '= '.repeat(100_000),
      `x${' '.repeat(300_000)}`,
    ];
    for (const text of long) expect(redact(text).length).toBeGreaterThan(0);
  }, 10_000);
});
