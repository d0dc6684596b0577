import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dpapiVault } from '../../src/import/dpapiVault.js';
import { isDpapiVault } from '../../src/import/parseDpapiVault.js';
import { aimErrorOf } from '../support/aimError.js';
import { openingPowerShell, protect } from '../support/fakeDpapi.js';
import { tempDirectory } from '../support/tempDirectory.js';

const values = { openai: protect('sk-zwölf\n'), other: protect('x', 'somebody'), odd: 'bm8gYmxvYg==' };

function vaultFile(content: string | Uint8Array | object): string {
  const path = join(tempDirectory(), 'vault.json');
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isText ? content : JSON.stringify(content));
  return path;
}
const storeAt = (path: string, platform: NodeJS.Platform = 'win32') =>
  dpapiVault({ path, platform, powerShell: openingPowerShell });

describe('a vault of AI_MANGER', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    [
      'UTF-16, as Windows PowerShell writes it',
      (text: string) => Buffer.from(`\uFEFF${text}\r\n`, 'utf16le'),
    ],
  ])('in %s is opened on Windows, and says of each value that does not open why', async (_title, encode) => {
    const path = vaultFile(encode(JSON.stringify(values)));
    expect(await storeAt(path).read()).toEqual({
      secrets: [{ name: 'openai', value: 'sk-zwölf\n' }],
      unreadable: [
        { name: 'other', reason: 'undecryptable', message: 'Windows does not open it for this user.' },
        { name: 'odd', reason: 'undecryptable', message: 'Its value is not one that Windows protected.' },
      ],
    });
  });

  it('is listed by name elsewhere, without PowerShell', async () => {
    const path = vaultFile(values);
    const store = dpapiVault({
      path,
      platform: 'linux',
      powerShell: () => Promise.reject(new Error('asked')),
    });
    const { secrets, unreadable } = await store.read();
    expect(secrets).toEqual([]);
    expect(unreadable.map(({ name, reason }) => [name, reason])).toEqual([
      ['openai', 'needs_windows'],
      ['other', 'needs_windows'],
      ['odd', 'needs_windows'],
    ]);
  });

  it('may be empty', async () => {
    expect(await storeAt(vaultFile('{}')).read()).toEqual({ secrets: [], unreadable: [] });
  });

  it('whose value opens to something that is no text is not read', async () => {
    const { unreadable } = await storeAt(vaultFile({ binary: protect(Buffer.from([0xff, 0xfe])) })).read();
    expect(unreadable).toMatchObject([{ name: 'binary', reason: 'undecryptable' }]);
  });

  it('loses only what still has the value that was read', async () => {
    const path = vaultFile({ ...values, second: protect('two') });
    const gone = await storeAt(path).remove([
      { name: 'openai', value: 'sk-zwölf\n' },
      { name: 'second', value: 'another value' },
      { name: 'absent', value: 'x' },
    ]);
    expect(gone).toEqual(['openai']);
    const { openai: _openai, ...rest } = values;
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...rest, second: protect('two') });
    expect(await storeAt(path).remove([{ name: 'openai', value: 'sk-zwölf\n' }])).toEqual([]);
  });

  it.each([
    ['{"openai": "sk-canary"', 'is not valid JSON'],
    ['["sk-canary"]', 'is not a JSON object'],
    ['{"openai": {"v": "sk-canary"}}', 'has a value under "openai" that is not a text'],
  ])('%s is refused without being repeated', async (content, words) => {
    const path = vaultFile(content);
    const error = await aimErrorOf(() => storeAt(path).read());
    expect(error).toMatchObject({ code: 'SECRETS_LEGACY_VAULT', exitCode: 5 });
    expect(error.message).toBe(`${path} ${error.message.slice(path.length + 1)}`);
    expect(error.message).toContain(words);
    expect(error.message + String(error.hint)).not.toContain('canary');
  });

  it('must be a file of this machine', async () => {
    const folder = tempDirectory();
    const messageFor = async (path: string): Promise<string> =>
      (await aimErrorOf(() => storeAt(path, 'linux').read())).message;
    expect(await messageFor(join(folder, 'gone.json'))).toContain('does not exist');
    expect(await messageFor(folder)).toContain('cannot be read');
    expect(await messageFor('%LOCALAPPDATA%\\CLI_Vault\\vault.json')).toContain('is no path on this machine');
  });

  it('is told from a plain JSON file of secrets', () => {
    expect(isDpapiVault({ openai: protect('x') })).toBe(true);
    expect(isDpapiVault({ openai: protect('x'), plain: 'value' })).toBe(false);
    expect([isDpapiVault({}), isDpapiVault([protect('x')]), isDpapiVault(null)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
