import { describe, expect, it } from 'vitest';
import { fileOperand } from '../src/fileOperand.js';

describe('fileOperand', () => {
  it.each(['a.js', './a.js', '/abs/a.js', '../a.js', '.hidden', '_x', 'ä.js', '日本.py', 'C:\\a.js'])(
    'leaves %s alone',
    (file) => {
      expect(fileOperand(file)).toBe(file);
    },
  );

  it.each(['-x.js', '--fix', '@args', '!a.js', '+x'])(
    'keeps %s from being read as anything but a file',
    (file) => {
      expect(fileOperand(file)).toBe(`./${file}`);
    },
  );
});
