import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** The settings of `environment` about caches, duplicates and shims. */
export const environmentCleanupSchema: Readonly<Record<string, SchemaNode>> = {
  centralCache: {
    type: 'string',
    description: 'Folder that caches are moved to; empty means that none are.',
    default: '',
    'x-path': 'path',
  },
  watchRoots: stringList('Folders the watcher looks after.', { 'x-path': 'path' }),
  allowCentral: stringList('Folders in which caches may stay.', { 'x-path': 'path' }),
  scanner: {
    type: 'object',
    title: 'ScannerConfig',
    description: 'What `scan` looks at.',
    default: {},
    properties: {
      roots: stringList('Folders to search.', { 'x-path': 'path' }),
      cachePatterns: stringList('Names of cache folders.'),
      minSizeKB: {
        type: 'integer',
        description: 'Smaller files are not compared, in KiB.',
        default: 100,
        minimum: 0,
        'x-untrusted': 'any',
      },
    },
  },
  buildWrappers: {
    type: 'boolean',
    description: 'Whether `setup` builds the shims and puts the tools in the PATH of new shells.',
    default: false,
  },
  masterBin: {
    type: 'object',
    title: 'MasterBinConfig',
    description: 'One folder of shims for all tools.',
    default: {},
    properties: {
      enable: { type: 'boolean', description: 'Whether `setup` builds shims.', default: false },
      path: {
        type: 'string',
        description: 'Folder of the shims; empty means `shims` in the data folder.',
        default: '',
        'x-path': 'path',
      },
      sources: stringList(
        'Folders whose commands get a shim; the first that has a name wins. None: what `aim` installed.',
        {
          'x-path': 'path',
        },
      ),
      priority: stringList('Labels of the sources, in their order.', { default: ['pipx', 'npm', 'pnpm'] }),
      denyList: stringList('Commands that get no shim.', {
        default: ['node', 'python', 'py', 'npm', 'pnpm'],
      }),
    },
  },
};
