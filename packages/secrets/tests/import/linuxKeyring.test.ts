import { describe, expect, it } from 'vitest';
import { linuxKeyring } from '../../src/import/linuxKeyring.js';
import type { LegacyStore } from '../../src/import/LegacyStore.js';
import { aimErrorOf } from '../support/aimError.js';
import { fakeSecretService, type FakeItem, type FakeSecretService } from '../support/fakeSecretService.js';

/** An item as Python's keyring writes it. */
function item(username: string, secret: string | Buffer, more: Partial<FakeItem> = {}): FakeItem {
  const attributes = { service: 'aim-plus', username, application: 'Python keyring library' };
  return { attributes, secret: Buffer.from(secret), ...more };
}

async function storeOf(service: FakeSecretService): Promise<LegacyStore> {
  return linuxKeyring({ ...(await fakeSecretService(service)), deadlineMs: 5_000 });
}

describe('the Secret Service of Linux', () => {
  it('gives what Python’s keyring stored, by name, and nothing of another service or of ours', async () => {
    const items = new Map([
      ['/2', item('OPENAI_API_KEY', 'sk-zwölf\n\u{1f511}')],
      ['/1', item('GITHUB_TOKEN', 'ghp')],
      ['/3', { attributes: { service: 'mail', username: 'me' }, secret: Buffer.from('x') }],
      ['/4', { attributes: { service: 'aim-plus', account: 'vault-identity' }, secret: Buffer.from('AGE') }],
    ]);
    expect(await (await storeOf({ items })).read()).toEqual({
      secrets: [
        { name: 'GITHUB_TOKEN', value: 'ghp' },
        { name: 'OPENAI_API_KEY', value: 'sk-zwölf\n\u{1f511}' },
      ],
      unreadable: [],
    });
  });

  it('gives the first of two with one name, and tells what is locked or no text', async () => {
    const items = new Map([
      ['/1', item('A', 'first')],
      ['/2', item('A', 'second')],
      ['/3', item('BINARY', Buffer.from([0xff, 0xfe]))],
      ['/4', item('SHUT', 'x', { locked: true })],
    ]);
    expect(await (await storeOf({ items, locked: true })).read()).toEqual({
      secrets: [{ name: 'A', value: 'first' }],
      unreadable: [
        { name: 'BINARY', reason: 'undecryptable', message: expect.any(String) },
        { name: 'SHUT', reason: 'locked', message: expect.any(String) },
      ],
    });
  });

  it('that is empty is empty, unless it is locked', async () => {
    const items = new Map<string, FakeItem>();
    expect(await (await storeOf({ items })).read()).toEqual({ secrets: [], unreadable: [] });
    const locked = await storeOf({ items, locked: true });
    expect(await aimErrorOf(() => locked.read())).toMatchObject({
      code: 'SECRETS_KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining('it is locked'),
    });
  });

  it('loses exactly the items that are asked for and still have the value', async () => {
    const items = new Map([
      ['/1', item('A', 'read')],
      ['/2', item('A', 'of another collection')],
      ['/3', item('CHANGED', 'new')],
      ['/4', item('DIALOG', 'x', { asksFirst: true })],
    ]);
    const store = await storeOf({ items });
    const wanted = [
      { name: 'A', value: 'read' },
      { name: 'CHANGED', value: 'old' },
      { name: 'DIALOG', value: 'x' },
    ];
    expect(await store.remove(wanted)).toEqual(['A']);
    expect([...items.keys()]).toEqual(['/2', '/3', '/4']);
    expect(await store.remove([{ name: 'GONE', value: '' }])).toEqual([]);
  });

  it.each([
    ['org.freedesktop.DBus.Error.ServiceUnknown', 'there is no Secret Service'],
    ['org.freedesktop.DBus.Error.Failed', 'org.freedesktop.DBus.Error.Failed'],
  ])('that answers %s cannot be used', async (error, words) => {
    const store = await storeOf({ items: new Map(), error });
    expect(await aimErrorOf(() => store.read())).toMatchObject({
      code: 'SECRETS_KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining(words),
    });
  });

  it('cannot be used without a session bus, or with one that is gone', async () => {
    const none = linuxKeyring({ env: {}, deadlineMs: 1_000 });
    expect(await aimErrorOf(() => none.read())).toMatchObject({
      message: expect.stringContaining('no D-Bus'),
    });
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const gone = linuxKeyring({ env, deadlineMs: 1_000 });
    expect(await aimErrorOf(() => gone.read())).toMatchObject({
      message: expect.stringContaining('cannot be reached'),
    });
  });

  it.each([
    ['SearchItems', ['s', 'x']],
    ['SearchItems', ['']],
    ['OpenSession', ['u', 7]],
    ['GetSecrets', ['ao', []]],
    ['Get', ['v', { signature: 'u', value: 7 }]],
  ] as const)('that answers %s with %j is reported', async (wanted, other) => {
    const items = new Map([['/1', item('A', 'x')]]);
    const store = await storeOf({ items, instead: (member, right) => (member === wanted ? other : right) });
    expect((await aimErrorOf(() => store.read())).code).toBe('SECRETS_KEYCHAIN_UNAVAILABLE');
  });
});
