import type * as nodeFs from 'node:fs';

/**
 * Node's file system module as one value, for effects that default to it. An import of the whole namespace would be
 * copied, function by function, in every bundle.
 */
export const systemFs: typeof nodeFs = process.getBuiltinModule('node:fs');
