import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { normalizePin, type VersionScheme } from '../src/index.js';

const setting = 'environment.versionPins.npm.prettier';

function failure(scheme: VersionScheme, version: string): AimError {
  try {
    normalizePin({ scheme, version, setting });
  } catch (error) {
    if (error instanceof AimError) return error;
  }
  throw new Error(`"${version}" was accepted`);
}

describe('normalizePin', () => {
  it('drops the decoration of an exact version and nothing else', () => {
    const pin = (scheme: VersionScheme, version: string): string =>
      normalizePin({ scheme, version, setting });
    expect(pin('pep440', '==0.14.1')).toBe('0.14.1');
    expect(pin('pep440', ' === v1.0 ')).toBe('1.0');
    expect(pin('pep440', '1.0.0')).toBe('1.0.0');
    expect(pin('semver', '=v3.4.2')).toBe('3.4.2');
    expect(pin('semver', 'v3.4.2-beta+1')).toBe('3.4.2-beta+1');
    expect(pin('plain', '=v2.49.0')).toBe('v2.49.0');
  });

  it('names the setting, the range and the way out', () => {
    const error = failure('semver', '^3.0.0');
    expect(error).toMatchObject({
      code: 'VERSION_PIN_INVALID',
      exitCode: 2,
      message: 'environment.versionPins.npm.prettier is "^3.0.0", which is a range.',
    });
    expect(error.hint).toContain('3.4.2');
    expect(error.details).toEqual({ issues: [{ setting, message: error.message.slice(0, -1) }] });
  });

  it('says that npm reads two numbers as a range', () => {
    expect(failure('semver', '3.4').message).toContain('three numbers');
    expect(failure('semver', '3').hint).toContain('all three');
  });

  it('tells a tag from a range', () => {
    expect(failure('semver', 'latest').message).toContain('not an exact version');
    expect(failure('pep440', '1.0.*').message).toContain('range');
    expect(failure('pep440', '>=1,<2').message).toContain('range');
    expect(failure('plain', '1.x').message).toContain('range');
    expect(failure('pep440', 'git+https://example.com').message).toContain('not an exact version');
  });

  it('shows long and hostile texts harmlessly', () => {
    const { message } = failure('semver', `\u001b[31m\n${'x'.repeat(500)}`);
    expect(message).toContain('\\x1b[31m\\n');
    expect(message.length).toBeLessThan(200);
  });
});
