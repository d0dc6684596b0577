import { describe, expect, it } from 'vitest';
import { payloadPaths } from '../src/payloadPaths.js';

describe('payloadPaths', () => {
  it('collects lists and single paths from every known field', () => {
    expect(payloadPaths({ files: ['a', 'b'], test_path: 'c', prompt: 'd', file: null })).toEqual({
      paths: [
        { field: 'files', path: 'a' },
        { field: 'files', path: 'b' },
        { field: 'test_path', path: 'c' },
      ],
    });
  });

  it.each([[[1]], [{}], [['']], [['a', null]], [7]])('reports a field that holds %j', (files) => {
    expect(payloadPaths({ files })).toEqual({ invalidField: 'files' });
  });

  it('looks only at the payload itself', () => {
    expect(payloadPaths(Object.create({ files: ['x'] }))).toEqual({ paths: [] });
  });
});
