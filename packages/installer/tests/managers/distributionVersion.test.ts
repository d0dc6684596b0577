import { describe, expect, it } from 'vitest';
import { distributionVersion } from '../../src/managers/distributionVersion.js';

describe('distributionVersion', () => {
  it.each([
    ['ruff-0.14.0-py3-none-any.whl', 'ruff', '0.14.0'],
    ['ruff-0.14.0-1-py3-none-any.whl', 'ruff', '0.14.0'],
    ['black-24.10.0.tar.gz', 'Black', '24.10.0'],
    ['zope.interface-5.0.zip', 'zope-interface', '5.0'],
    ['my-old-pkg-1.0-beta1.tar.gz', 'my_old.pkg', '1.0b1'],
    ['pkg-1.0_1-py3-none-any.whl', 'pkg', '1.0.post1'],
    ['torch-2.0.0+cu118-cp311-cp311-linux_x86_64.whl', 'torch', '2.0.0+cu118'],
  ])('finds in %s the version of %s', (file, project, version) => {
    expect(distributionVersion(file, project)).toBe(version);
  });

  it.each([
    ['ruff-0.14.0.exe', 'ruff'],
    ['ruff-0.14.0-py3.11.egg', 'ruff'],
    ['ruff-0.14.0.whl', 'ruff'],
    ['other-1.0.tar.gz', 'ruff'],
    ['ruff.tar.gz', 'ruff'],
    ['ruff-nonsense.tar.gz', 'ruff'],
    ['ruff-0.14.0-py3-none-any.whl.metadata', 'ruff'],
  ])('finds none in %s', (file, project) => {
    expect(distributionVersion(file, project)).toBeUndefined();
  });
});
