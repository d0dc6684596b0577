// Writes the pages of docs/ and the manual page that follow from the code. With --check nothing is written, and the exit code is 1 when a
// page on disk differs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { commandReference } from './commandReference.mjs';
import { errorReference } from './errorReference.mjs';
import { manPage } from './manPage.mjs';
import { readModule, root } from './readModule.mjs';
import { settingReference } from './settingReference.mjs';
import { writeGenerated } from './writeGenerated.mjs';

const packages = readdirSync(join(root, 'packages')).sort();
const { commandDescriptions, aimConfigSchema, exitCodes, tables } = await readModule({
  code: [
    "export { commandDescriptions } from './apps/cli/src/commandDescriptions.ts';",
    "export { aimConfigSchema } from './packages/config/src/schema/aimConfigSchema.ts';",
    "export { exitCodes } from './packages/core/src/exitCodes.ts';",
    "import * as cli from './apps/cli/src/errors.ts';",
    "import * as plugin from './apps/orchestrator-plugin/src/errors.ts';",
    "import * as adapters from './adapters/src/index.ts';",
    ...packages.map((name) => `import * as ${identifier(name)} from './packages/${name}/src/index.ts';`),
    `export const tables = { 'apps/cli': cli, 'apps/orchestrator-plugin': plugin, adapters, ${packages
      .map((name) => `'packages/${name}': ${identifier(name)}`)
      .join(', ')} };`,
  ].join('\n'),
});

const errorTables = new Map();
for (const [name, exported] of Object.entries(tables)) {
  const own = Object.entries(exported).filter(([key]) => key.endsWith('ErrorTable'));
  if (own.length > 0)
    errorTables.set(name, Object.fromEntries(own.flatMap(([, table]) => Object.entries(table))));
}

const layers = `A file may hold any part of this; the rest comes from the layers below it: the built-in configuration, the registry folder of an older system with its rules, the user's own \`aim_config.json\`, the project's \`aim_config.json\` (or \`--config FILE\`), variables of the environment. Objects merge, lists replace. \`aim config show --origin\` says which layer set what. A setting with a † counts in a project's file only after \`aim config trust\`. Times end in \`Ms\` (milliseconds) or say their unit.`;

const pages = new Map([
  ['CLI_REFERENCE.md', commandReference(commandDescriptions)],
  ['errors.md', errorReference(errorTables, exitCodes)],
  ['CONFIGURATION.md', settingReference(aimConfigSchema, layers)],
]);
const style = await resolveConfig(join(root, 'package.json'));
const files = new Map([[join(root, 'apps/cli/man/aim.1'), manPage(commandDescriptions)]]);
for (const [name, text] of pages)
  files.set(join(root, 'docs', name), await format(text, { ...style, parser: 'markdown' }));
writeGenerated(files);

function identifier(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
