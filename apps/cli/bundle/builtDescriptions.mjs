import { relative } from 'node:path';
import { readModule, root } from '../../../tools/generate/readModule.mjs';

const file = 'apps/cli/src/commandDescriptions.ts';

/** Puts the descriptions of all commands in place of the code of all commands, which they are worked out from. */
export const builtDescriptions = {
  name: 'built-descriptions',
  setup({ onLoad }) {
    onLoad({ filter: /commandDescriptions\.ts$/ }, async ({ path }) => {
      if (relative(root, path) !== file) return undefined;
      const { commandDescriptions } = await readModule({ file });
      const json = JSON.stringify(JSON.stringify(commandDescriptions));
      return { contents: `export const commandDescriptions = JSON.parse(${json});` };
    });
  },
};
