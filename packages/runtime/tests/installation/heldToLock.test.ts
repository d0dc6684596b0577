import type { WantedPackage } from '@aim/installer';
import { describe, expect, it } from 'vitest';
import { heldToLock } from '../../src/installation/heldToLock.js';

const sha256 = (digit: string): string => `sha256:${digit.repeat(64)}`;
const sha1 = `sha1:${'c'.repeat(40)}`;
const wanted = (manager: WantedPackage['manager']): WantedPackage => ({
  manager,
  name: 'one',
  version: '1.0',
});

function held(manager: WantedPackage['manager'], locked: readonly string[], published: readonly string[]) {
  return heldToLock(wanted(manager), { manager, name: 'one', version: '1.0', integrity: locked }, [
    { version: '0.9', integrity: [sha256('9')] },
    { version: '1.0', integrity: published },
  ]);
}

describe('heldToLock', () => {
  it('keeps to the locked hashes where the registry confirms them', () => {
    expect(held('npm', [sha256('a')], [sha256('a')])).toEqual({ ...wanted('npm'), integrity: [sha256('a')] });
  });

  it('minds no wheel that was added later, but a second file of npm', () => {
    const [locked, published] = [[sha256('a')], [sha256('a'), sha256('b')]];
    expect(held('pipx', locked, published)).not.toHaveProperty('refused');
    expect(held('npm', locked, published)).toHaveProperty('refused', expect.stringMatching(/second file/));
  });

  it.each([
    ['another file', [sha256('b')]],
    ['no hash any more', []],
    ['only a weaker hash', [sha1]],
  ])('refuses where the registry gives %s', (_, published) => {
    expect(held('pipx', [sha256('a')], published).refused).toMatch(/\.$/);
  });

  it('demands nothing of what is not locked, or is wanted in another version', () => {
    expect(held('pipx', [], [sha256('b')])).toEqual(wanted('pipx'));
    expect(heldToLock(wanted('npm'), undefined, [])).toEqual(wanted('npm'));
    const other = { manager: 'npm', name: 'one', version: '2.0', integrity: [sha256('a')] };
    expect(heldToLock(wanted('npm'), other, [])).toEqual(wanted('npm'));
  });
});
