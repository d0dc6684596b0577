import { packageSchema } from './packageSchema.js';
import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** `registry.tools.<id>`. */
export const toolSchema: SchemaNode = {
  type: 'object',
  title: 'ToolConfig',
  description: 'One tool: how to find it, what it can do, how to talk to it.',
  default: {},
  properties: {
    name: { type: 'string', description: 'Name for people.', default: '', 'x-untrusted': 'any' },
    detectCommands: stringList('The tool is installed when one of these is found; nothing is started.', {
      each: 'A command name looked up in PATH, or the path of an executable.',
      minItems: 1,
      'x-path': 'command',
      'x-untrusted': 'known-names',
    }),
    versionCommand: stringList('Command that prints the version.', {
      each: 'The program, then its arguments.',
      'x-path': 'program',
      'x-untrusted': 'version-probe',
    }),
    installCommand: stringList('Command that installs the tool.', {
      each: 'The program, then its arguments.',
      'x-path': 'program',
    }),
    updateCommand: stringList('Command that updates the tool.', {
      each: 'The program, then its arguments.',
      'x-path': 'program',
    }),
    configPaths: stringList("The tool's own configuration files and folders.", { 'x-path': 'path' }),
    logPaths: stringList("The tool's own log files.", { 'x-path': 'path' }),
    capabilities: stringList('What the tool can do, such as `code_generation`.', { 'x-untrusted': 'any' }),
    adapterScript: {
      type: 'string',
      description: 'Script that talks to the tool over the adapter contract; wins over `adapter`.',
      default: '',
      'x-path': 'path',
    },
    adapter: {
      type: 'string',
      description: 'Id of the built-in adapter that talks to the tool.',
      default: '',
    },
    package: packageSchema,
    secrets: stringList(
      'Names of the secrets the tool may see; when absent, the known ones of a built-in tool, else the usual four.',
      {
        items: {
          type: 'string',
          description: 'Name of a secret.',
          default: '',
          pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        },
      },
    ),
    env: {
      type: 'object',
      description: 'Environment variables set for the tool.',
      default: {},
      additionalProperties: { type: 'string', description: 'Value of the variable.', default: '' },
    },
    pinnedVersion: {
      type: 'string',
      description: 'The version wanted; empty means any.',
      default: '',
      'x-untrusted': 'any',
    },
    autoUpdate: { type: 'boolean', description: 'Whether an update may run unasked.', default: false },
  },
};
