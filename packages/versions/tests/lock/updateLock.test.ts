import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyLock,
  formatLock,
  lockedRelease,
  lockedVersion,
  parseLock,
  removeFromLock,
  updateLock,
  type LockUpdate,
} from '../../src/index.js';

const hash = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const gh = { manager: 'brew', name: 'gh' };
const on = (platform: string, version: string, integrity: readonly string[] = []): LockUpdate => ({
  ...gh,
  version,
  integrity,
  platform,
});
const everywhere = (version: string, integrity: readonly string[] = []): LockUpdate => ({
  ...gh,
  version,
  integrity,
});

describe('updateLock', () => {
  it('adds packages and changes nothing it is given', () => {
    const lock = updateLock(emptyLock, [everywhere('2.60', [hash('b'), hash('a')])]);
    expect(lock.packages['brew:gh']).toEqual({
      version: '2.60',
      integrity: { any: [hash('a'), hash('b')].toSorted() },
    });
    expect(emptyLock.packages).toEqual({});
  });

  it('drops the hashes of the old version', () => {
    const lock = updateLock(emptyLock, [everywhere('1', [hash('1')]), on('linux-x64', '1', [hash('l')])]);
    expect(updateLock(lock, [everywhere('2')]).packages['brew:gh']).toEqual({ version: '2' });
    expect(updateLock(lock, [on('linux-x64', '2', [hash('2')])]).packages['brew:gh']).toEqual({
      version: '2',
      integrity: { 'linux-x64': [hash('2')] },
    });
  });

  it('gathers the hashes of several platforms for one version', () => {
    const lock = updateLock(emptyLock, [
      on('linux-x64', '1', [hash('l')]),
      on('darwin-arm64', '1', [hash('d')]),
    ]);
    expect(lockedRelease(lock, { ...gh, platform: 'linux-x64' })?.integrity).toEqual([hash('l')]);
    expect(lockedRelease(lock, { ...gh, platform: 'darwin-arm64' })?.integrity).toEqual([hash('d')]);
    expect(lockedRelease(lock, { ...gh, platform: 'win32-x64' })).toEqual({
      ...gh,
      version: '1',
      integrity: [],
    });
    expect(lockedRelease(lock, gh)?.integrity).toEqual([]);
  });

  it('keeps known hashes when there are no new ones for the same version', () => {
    const lock = updateLock(emptyLock, [everywhere('1', [hash('1')])]);
    expect(updateLock(lock, [everywhere('1')])).toEqual(lock);
    expect(lockedRelease(updateLock(lock, [everywhere('1', [hash('2')])]), gh)?.integrity).toEqual([
      hash('2'),
    ]);
  });

  it('lets one platform stay at its own version until it is updated itself', () => {
    const held = updateLock(emptyLock, [
      everywhere('2', [hash('2')]),
      { ...on('linux-x64', '1', [hash('1')]), onlyThisPlatform: true },
    ]);
    const linux = { ...gh, platform: 'linux-x64' };
    expect(lockedRelease(held, linux)).toEqual({ ...gh, version: '1', integrity: [hash('1')] });
    expect(lockedRelease(held, { ...gh, platform: 'win32-x64' })?.integrity).toEqual([hash('2')]);
    const bumped = updateLock(held, [everywhere('3', [hash('3')])]);
    expect(lockedRelease(bumped, linux)).toEqual({ ...gh, version: '1', integrity: [hash('1')] });
    expect(lockedVersion(bumped, gh)).toBe('3');
    const followed = updateLock(bumped, [{ ...on('linux-x64', '3'), onlyThisPlatform: true }]);
    expect(followed.packages['brew:gh']).toEqual({ version: '3', integrity: { any: [hash('3')] } });
    expect(updateLock(held, [on('linux-x64', '2')]).packages['brew:gh']).not.toHaveProperty(
      'platformVersions',
    );
  });

  it('keeps the extra keys of entries and of the lock', () => {
    const text = '{"lockfileVersion":1,"note":1,"packages":{"brew:gh":{"version":"1","later":true}}}';
    const lock = updateLock(parseLock(text, 'aim.lock'), [everywhere('2')]);
    expect(lock).toEqual({
      lockfileVersion: 1,
      note: 1,
      packages: { 'brew:gh': { version: '2', later: true } },
    });
  });

  it('always locks what it was last told', () => {
    const update: fc.Arbitrary<LockUpdate> = fc.record(
      {
        manager: fc.constant('brew'),
        name: fc.constantFrom('gh', 'jq'),
        version: fc.constantFrom('1', '2', '3'),
        integrity: fc.subarray([hash('a'), hash('b')]),
        platform: fc.constantFrom('linux-x64', 'win32-x64'),
        onlyThisPlatform: fc.boolean(),
      },
      { requiredKeys: ['manager', 'name', 'version', 'integrity'] },
    );
    fc.assert(
      fc.property(fc.array(update, { minLength: 1, maxLength: 8 }), (updates) => {
        const lock = updateLock(emptyLock, updates);
        const last = updates.at(-1)!;
        const release = lockedRelease(lock, last);
        expect(release?.version).toBe(last.version);
        expect(release?.integrity).toEqual(expect.arrayContaining([...last.integrity]));
        expect(parseLock(formatLock(lock), 'aim.lock')).toEqual(lock);
      }),
    );
  });
});

describe('lockedRelease', () => {
  it('finds Python packages under any spelling, and nothing on the prototype', () => {
    const lock = updateLock(emptyLock, [{ manager: 'uv', name: 'Aider.Chat', version: '1', integrity: [] }]);
    expect(lockedVersion(lock, { manager: 'uv', name: 'aider_chat' })).toBe('1');
    expect(lockedVersion(lock, { manager: 'pipx', name: 'aider-chat' })).toBeUndefined();
    expect(lockedVersion(lock, { manager: 'uv', name: 'aider-chat', platform: 'constructor' })).toBe('1');
  });
});

describe('removeFromLock', () => {
  it('takes out what is named and keeps the rest', () => {
    const lock = updateLock(emptyLock, [everywhere('1'), { ...everywhere('2'), name: 'jq' }]);
    expect(Object.keys(removeFromLock(lock, [gh, { manager: 'npm', name: 'jq' }]).packages)).toEqual([
      'brew:jq',
    ]);
  });
});
