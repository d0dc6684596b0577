import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, type VersionScheme } from '../src/index.js';

const digits = fc.integer({ min: 0, max: 30 }).map(String);
const dotted = (min: number, max: number) =>
  fc.array(digits, { minLength: min, maxLength: max }).map((parts) => parts.join('.'));
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), arbitrary);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));

const pep440 = joined(
  maybe(fc.constant('v')),
  maybe(digits.map((epoch) => `${epoch}!`)),
  dotted(1, 4),
  maybe(joined(fc.constantFrom('a', 'b', 'rc', '.alpha', '-beta', '_c', 'PREVIEW'), maybe(digits))),
  maybe(joined(fc.constantFrom('.post', '-', 'rev'), digits)),
  maybe(joined(fc.constantFrom('.dev', 'dev'), maybe(digits))),
  maybe(fc.constantFrom('+a', '+A.1', '+1', '+0x10', '+1e3', '+12e4567', '+ubuntu-1', '+infinity')),
);
const semver = joined(
  maybe(fc.constant('v')),
  dotted(3, 3),
  maybe(fc.constantFrom('-alpha', '-alpha.1', '-1', '-beta.2.x', '-0.0', '--')),
  maybe(fc.constantFrom('+build', '+1.2')),
);
const plain = joined(
  maybe(fc.constant('v')),
  dotted(1, 4),
  maybe(fc.constantFrom('-beta', '-rc1', 'w', '_1', '+4', '~x', 'a1', '-1', 'alphabet', '.x', '0007')),
);
const versions: readonly (readonly [VersionScheme, fc.Arbitrary<string>])[] = [
  ['pep440', pep440],
  ['semver', semver],
  ['plain', plain],
];

describe.each(versions)('the order of %s versions', (scheme, version) => {
  it('knows every version and is antisymmetric', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = compareVersions(scheme, a, b);
        expect(order).toBeDefined();
        expect(compareVersions(scheme, b, a)).toBe(order === 0 ? 0 : -(order ?? 0));
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort((one, other) => compareVersions(scheme, one, other) ?? 0);
        expect(compareVersions(scheme, x!, y!)).toBeLessThanOrEqual(0);
        expect(compareVersions(scheme, y!, z!)).toBeLessThanOrEqual(0);
        expect(compareVersions(scheme, x!, z!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('never throws, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.oneof(version, fc.string()), (a, b) => {
        const order = compareVersions(scheme, a, b);
        expect(order === undefined || [-1, 0, 1].includes(order)).toBe(true);
        expect(compareVersions(scheme, a, a)).toBe(0);
      }),
    );
  });
});

function expectAscending(scheme: VersionScheme, ascending: readonly string[]): void {
  for (const [index, a] of ascending.entries()) {
    for (const b of ascending.slice(index + 1)) {
      expect([a, b, compareVersions(scheme, a, b)]).toEqual([a, b, -1]);
      expect([b, a, compareVersions(scheme, b, a)]).toEqual([b, a, 1]);
    }
  }
}

function expectEqual(scheme: VersionScheme, versions: readonly string[]): void {
  for (const a of versions) {
    for (const b of versions) expect([a, b, compareVersions(scheme, a, b)]).toEqual([a, b, 0]);
  }
}

describe('PEP 440', () => {
  it('orders the release cycles of the specification', () => {
    expectAscending('pep440', [
      '1.dev0',
      '1.0.dev456',
      '1.0a1',
      '1.0a2.dev456',
      '1.0a12.dev456',
      '1.0a12',
      '1.0b1.dev456',
      '1.0b2',
      '1.0b2.post345.dev456',
      '1.0b2.post345',
      '1.0rc1.dev456',
      '1.0rc1',
      '1.0',
      '1.0+abc.5',
      '1.0+abc.7',
      '1.0+5',
      '1.0.post456.dev34',
      '1.0.post456',
      '1.0.15',
      '1.1.dev1',
    ]);
    expectAscending('pep440', ['0.9', '0.9.1', '0.9.2', '0.9.10', '0.9.11', '1.0', '1.0.1', '1.1', '2.0']);
    expectAscending('pep440', ['2012.4', '2012.7', '2012.10', '2013.1', '2013.6', '1!1.0', '1!1.1', '1!2.0']);
  });

  it('takes every spelling of a version for the same', () => {
    expectEqual('pep440', ['1.0', '1', '1.0.0', 'v1.0', 'V1', '0!1.0', '01.00', ' 1.0\n']);
    expectEqual('pep440', ['1.1a1', '1.1.a1', '1.1-alpha-1', '1.1ALPHA1', '1.1_alpha.1']);
    expectEqual('pep440', ['1.0rc1', '1.0c1', '1.0pre1', '1.0.preview1', '1.0-RC.1']);
    expectEqual('pep440', ['1.0.post1', '1.0-1', '1.0.rev1', '1.0-r1', '1.0post1']);
    expectEqual('pep440', ['1.2.dev0', '1.2.dev', '1.2-dev', '1.2DEV0']);
    expectEqual('pep440', ['1.0+ubuntu-1', '1.0+ubuntu.1', '1.0+UBUNTU_1']);
  });

  it('reads local versions as they are written, however much they look like other numbers', () => {
    expect(compareVersions('pep440', '1.0+0x10', '1.0+16')).toBe(-1);
    expect(compareVersions('pep440', '1.0+1e3', '1.0+1000')).toBe(-1);
    expect(compareVersions('pep440', '1.0+12e4567', '1.0+13e4567')).toBe(-1);
    expect(compareVersions('pep440', '1.0+20240101000000000001', '1.0+20240101000000000002')).toBe(-1);
    expect(compareVersions('pep440', '1.0+1', '1.0+1.0')).toBe(-1);
    expect(compareVersions('pep440', '1.0', '1.0+cu118')).toBe(-1);
  });

  it('does not order numbers that would be rounded', () => {
    expect(compareVersions('pep440', '1.20240101000000000001', '1.20240101000000000002')).toBeUndefined();
    expect(compareVersions('pep440', '1.20240101000000000001', '1.20240101000000000001')).toBe(0);
    expect(compareVersions('pep440', '20240101.0', '20240102.0')).toBe(-1);
  });
});

describe('semver', () => {
  it('orders the examples of the specification', () => {
    expectAscending('semver', [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '2.0.0',
      '2.1.0',
      '2.1.1',
    ]);
  });

  it('ignores build metadata and reads what npm reads', () => {
    expectEqual('semver', ['1.0.0', 'v1.0.0', '=1.0.0', '1.0.0+20130313144700', '1.0.0+exp.sha.5114f85']);
    expectEqual('semver', ['1.2.3-beta', '1.2.3beta']);
  });

  it('does not order what is no version, nor identifiers that would be rounded', () => {
    expect(compareVersions('semver', '1.0', '1.0.0')).toBeUndefined();
    expect(compareVersions('semver', 'latest', '1.0.0')).toBeUndefined();
    expect(
      compareVersions('semver', '1.0.0-20240101000000000001', '1.0.0-20240101000000000002'),
    ).toBeUndefined();
    expect(compareVersions('semver', `1.0.0-${'a'.repeat(300)}`, '1.0.0')).toBeUndefined();
  });
});

describe('plain versions', () => {
  it('orders numbers by value, pre-releases before and revisions after their release', () => {
    expectAscending('plain', [
      '1.0-alpha',
      '1.0-beta.2',
      '1.0-rc1',
      '1.0-rc2',
      '1.0-rc10',
      '1.0',
      '1.0.1',
      '1.1.1a1',
      '1.1.1',
      '1.1.1a',
      '1.1.1w',
      '1.2',
      '1.10',
      '3.12.1',
      '3.12.1_1',
      '3.12.1_2',
      '2024.1.20240101000000000001',
      '2024.1.20240101000000000002',
    ]);
  });

  it('takes trailing zeros, a leading v and case for decoration', () => {
    expectEqual('plain', ['1.0', '1', 'v1.0.0.0', '01.00']);
    expectEqual('plain', ['1.0-Beta', '1.0-beta']);
  });

  it('keeps apart what differs in its signs', () => {
    expect(compareVersions('plain', '1.0-1', '1.0_1')).not.toBe(0);
    expect(compareVersions('plain', '1.0-1', '1.0.1')).not.toBe(0);
  });

  it('does not order words and bounds', () => {
    for (const text of ['Unknown', 'latest', '> 1.2', '', '1.0 beta', `1.${'0'.repeat(300)}`]) {
      expect(compareVersions('plain', text, '1.2')).toBeUndefined();
    }
    expect(compareVersions('plain', 'Unknown', 'Unknown ')).toBe(0);
    expect(compareVersions('plain', 'Unknown', 'unknown')).toBeUndefined();
  });
});
