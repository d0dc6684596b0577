import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** `toolProfiles`. */
export const toolProfilesSchema: SchemaNode = {
  type: 'object',
  description: 'How a workstream step starts a tool, by id.',
  default: {},
  additionalProperties: {
    type: 'object',
    title: 'ToolProfile',
    description: 'One way to start a tool. `{name}` in arguments and folders is filled in by the step.',
    default: {},
    properties: {
      type: { type: 'string', description: 'Kind of tool: utility, test, static-check or ai.', default: '' },
      command: { type: 'string', description: 'The program.', default: '' },
      args: stringList('Its arguments.'),
      env: {
        type: 'object',
        description: 'Environment variables set for it.',
        default: {},
        additionalProperties: { type: 'string', description: 'Value of the variable.', default: '' },
      },
      workingDir: { type: 'string', description: 'Folder it runs in.', default: '' },
      timeoutSec: { type: 'number', description: 'Time it gets, in seconds.', default: 60, minimum: 0 },
      successExitCodes: {
        type: 'array',
        description: 'Exit codes that mean success.',
        default: [0],
        items: { type: 'integer', description: 'One exit code.', default: 0 },
      },
      captureOutput: { type: 'boolean', description: 'Whether its output is kept.', default: true },
      successPattern: {
        type: 'string',
        description: 'Regular expression whose match in the output means success.',
        default: '',
      },
      failurePattern: {
        type: 'string',
        description: 'Regular expression whose match in the output means failure.',
        default: '',
      },
      model: { type: 'string', description: 'Model the tool is to use.', default: '' },
      aimToolId: { type: 'string', description: 'Id of the tool in `registry.tools`.', default: '' },
      aimCapabilities: stringList('Capabilities the profile serves.'),
      headlessModeSupported: {
        type: 'boolean',
        description: 'Whether the tool can run without a person.',
        default: false,
      },
      headlessArgs: stringList('Arguments added when no person is there.'),
    },
  },
};
