import type { SchemaNode } from './SchemaNode.js';

/** A package by its manager: of a tool, or one that `setup` installs. */
export const packageSchema: SchemaNode = {
  type: 'object',
  title: 'ToolPackage',
  description: 'A package of a package manager.',
  default: {},
  'x-untrusted': 'any',
  properties: {
    manager: {
      type: 'string',
      description: 'Package manager: pipx, uv, npm, pnpm, cargo, brew or winget.',
      default: '',
    },
    name: { type: 'string', description: 'Name of the package for that manager.', default: '' },
    version: { type: 'string', description: 'Version to install; empty means the newest.', default: '' },
  },
};
