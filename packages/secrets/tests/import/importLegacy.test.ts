import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AuditEvent } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { secretsError } from '../../src/errors.js';
import { importLegacy } from '../../src/import/importLegacy.js';
import type { LegacyImportRequest } from '../../src/import/LegacyImport.js';
import type { LegacyStore } from '../../src/import/LegacyStore.js';
import { openVault } from '../../src/openVault.js';
import type { Vault } from '../../src/vault.js';
import { tempDirectory } from '../support/tempDirectory.js';

interface MemoryStore extends LegacyStore {
  readonly entries: Map<string, string>;
}

function memoryStore(
  entries: Readonly<Record<string, string>>,
  more: Partial<LegacyStore> = {},
): MemoryStore {
  const held = new Map(Object.entries(entries));
  return {
    entries: held,
    location: 'the older place',
    read: async () => ({ secrets: [...held].map(([name, value]) => ({ name, value })), unreadable: [] }),
    remove: async (secrets) => secrets.filter(({ name }) => held.delete(name)).map(({ name }) => name),
    ...more,
  };
}

function machine() {
  const metadataPath = join(tempDirectory(), 'secrets_metadata.json');
  const events: AuditEvent[] = [];
  const audit = async (event: AuditEvent): Promise<void> => void events.push(event);
  const openOwn = (): Vault => openVault({ metadataPath, protector: 'file', audit });
  const run = (stores: readonly LegacyStore[], more: Partial<LegacyImportRequest> = {}) =>
    importLegacy({ stores, openVault: openOwn, audit, ...more });
  return { metadataPath, events, openOwn, run };
}

describe('an import from an older place', () => {
  it('stores each secret under the variables it fills, else under its own name, and leaves the place as it is', async () => {
    const { run, openOwn, events } = machine();
    const store = memoryStore({ openai: 'sk-1', OWN: 'x' });
    const { imported, ...rest } = await run([store], {
      envMap: { OPENAI_API_KEY: 'openai', OPENAI_KEY: 'openai', OTHER: 'absent' },
    });
    expect(imported.map(({ name, legacy_name, state }) => [name, legacy_name, state])).toEqual([
      ['OPENAI_API_KEY', 'openai', 'stored'],
      ['OPENAI_KEY', 'openai', 'stored'],
      ['OWN', 'OWN', 'stored'],
    ]);
    expect(rest).toEqual({ skipped: [], removed: [] });
    expect((await openOwn().exportAll()).values).toEqual({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_KEY: 'sk-1',
      OWN: 'x',
    });
    expect([...store.entries.keys()]).toEqual(['openai', 'OWN']);
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['secret_access', 'secret_set']);
    expect(events[0]?.details).toEqual({ secrets: ['openai', 'OWN'], source: 'the older place' });
    expect(JSON.stringify(events)).not.toContain('sk-1');
  });

  it('never overwrites a value of the vault, and says so', async () => {
    const { run, openOwn } = machine();
    await openOwn().set('A', 'kept');
    await openOwn().set('B', 'same');
    const { imported, skipped } = await run([memoryStore({ A: 'older', B: 'same' })]);
    expect(imported).toMatchObject([{ name: 'B', state: 'already_there' }]);
    expect(skipped).toMatchObject([{ legacy_name: 'A', reason: 'differs' }]);
    expect((await openOwn().get('A')).value).toBe('kept');
  });

  it('of two places with different values takes the first', async () => {
    const { run, openOwn } = machine();
    const { skipped } = await run([
      memoryStore({ A: 'one' }),
      memoryStore({ A: 'two' }, { location: 'second' }),
    ]);
    expect(skipped).toMatchObject([{ source: 'second', reason: 'differs' }]);
    expect((await openOwn().get('A')).value).toBe('one');
  });

  it('lists what cannot be a secret, and takes the rest', async () => {
    const { run } = machine();
    const { imported, skipped } = await run([
      memoryStore({ 'no name': 'x', LD_PRELOAD: 'y', NUL: 'a\0b', OK: 'z' }),
    ]);
    expect(imported.map(({ name }) => name)).toEqual(['OK']);
    expect(skipped.map(({ legacy_name, reason }) => [legacy_name, reason])).toEqual([
      ['no name', 'invalid_name'],
      ['LD_PRELOAD', 'invalid_name'],
      ['NUL', 'invalid_value'],
    ]);
  });

  it('goes on with the next place when one cannot be used', async () => {
    const { run } = machine();
    const closed = memoryStore(
      {},
      {
        location: 'closed',
        read: () => {
          throw secretsError('SECRETS_KEYCHAIN_UNAVAILABLE', 'It is locked.', { hint: 'Unlock it.' });
        },
      },
    );
    const { imported, skipped } = await run([closed, memoryStore({ A: 'x' })]);
    expect(imported).toHaveLength(1);
    expect(skipped).toEqual([
      {
        legacy_name: null,
        source: 'closed',
        reason: 'unavailable',
        message: 'It is locked. Unlock the keychain (log in to the desktop session) and try again.',
      },
    ]);
  });

  it('with nothing to import makes no vault', async () => {
    const { run, openOwn, events } = machine();
    expect(await run([memoryStore({})], { removeLegacy: true })).toEqual({
      imported: [],
      skipped: [],
      removed: [],
    });
    expect(openOwn().where().protector).toBeNull();
    expect(events).toEqual([]);
  });

  it('is not started when it cannot be recorded', async () => {
    const { run, openOwn } = machine();
    const audit = (): Promise<void> => Promise.reject(new Error('no record'));
    await expect(run([memoryStore({ A: 'x' })], { audit })).rejects.toThrow('no record');
    expect(openOwn().list()).toEqual([]);
  });
});

describe('the removal from an older place', () => {
  it('takes what a fresh unlock gives back, records it first, and keeps what was not imported', async () => {
    const { run, openOwn, events } = machine();
    await openOwn().set('KEPT', 'other');
    events.length = 0;
    const store = memoryStore({ A: 'x', KEPT: 'older', 'no name': 'y' });
    let removedAfter: readonly string[] = [];
    const watched: LegacyStore = {
      ...store,
      remove: (secrets) => {
        removedAfter = events.map(({ type }) => type);
        return store.remove(secrets);
      },
    };
    const { removed } = await run([watched], { removeLegacy: true });
    expect(removed).toEqual([{ legacy_name: 'A', source: 'the older place' }]);
    expect([...store.entries.keys()]).toEqual(['KEPT', 'no name']);
    expect(removedAfter.at(-1)).toBe('secret_delete');
  });

  it('keeps a secret of which one of its names did not go in', async () => {
    const { run, openOwn } = machine();
    await openOwn().set('TWO', 'other');
    const store = memoryStore({ both: 'x' });
    const { removed, imported } = await run([store], {
      removeLegacy: true,
      envMap: { ONE: 'both', TWO: 'both' },
    });
    expect(imported.map(({ name }) => name)).toEqual(['ONE']);
    expect([removed, [...store.entries.keys()]]).toEqual([[], ['both']]);
  });

  it('keeps what the vault does not give back', async () => {
    const { run, openOwn, metadataPath } = machine();
    const store = memoryStore({ A: 'x' });
    let opened = 0;
    const elsewhere = join(tempDirectory(), 'secrets_metadata.json');
    const { removed, skipped } = await run([store], {
      removeLegacy: true,
      openVault: () =>
        opened++ === 0 ? openOwn() : openVault({ metadataPath: elsewhere, protector: 'file' }),
    });
    expect(removed).toEqual([]);
    expect(skipped).toMatchObject([{ legacy_name: 'A', reason: 'not_read_back' }]);
    expect(store.entries.size).toBe(1);
    // The same for a vault that was damaged right after it was written.
    const damaging = (): Vault => {
      if (opened++ > 3) writeFileSync(join(dirname(metadataPath), 'vault.age'), 'damaged', { mode: 0o600 });
      return openOwn();
    };
    opened = 3;
    await expect(run([store], { removeLegacy: true, openVault: damaging })).rejects.toMatchObject({
      code: 'SECRETS_TAMPERED',
    });
    expect(store.entries.size).toBe(1);
    rmSync(elsewhere, { force: true });
  });

  it('that fails is listed; the secret is in the vault', async () => {
    const { run } = machine();
    const partly = memoryStore({ A: 'x' }, { remove: async () => [] });
    expect((await run([partly], { removeLegacy: true })).skipped).toMatchObject([{ reason: 'not_removed' }]);
    const failing = memoryStore(
      { A: 'x' },
      { remove: () => Promise.reject(secretsError('SECRETS_POWERSHELL', 'No.', { hint: 'Ask again.' })) },
    );
    const { imported, skipped } = await run([failing], { removeLegacy: true });
    expect(imported).toMatchObject([{ state: 'already_there' }]);
    expect(skipped).toMatchObject([{ reason: 'not_removed', message: expect.stringContaining('No.') }]);
  });
});
