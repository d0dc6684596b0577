import { describe, expect, it } from 'vitest';
import { splitSearchPath } from '../../src/paths/splitSearchPath.js';

describe('splitSearchPath', () => {
  it('keeps empty entries, which mean the working directory', () => {
    expect(splitSearchPath('/a::/b:', 'linux')).toEqual(['/a', '', '/b', '']);
    expect(splitSearchPath('', 'linux')).toEqual([]);
  });

  it('reads quotes as Windows does', () => {
    expect(splitSearchPath('C:\\a;"C:\\b;c";;C:\\d;', 'win32')).toEqual(['C:\\a', 'C:\\b;c', 'C:\\d']);
    expect(splitSearchPath(';', 'win32')).toEqual([]);
  });
});
