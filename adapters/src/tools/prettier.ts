import { defineAdapter } from '../defineAdapter.js';
import { formattingAction } from '../formattingAction.js';
import { versionActions } from '../versionActions.js';

const scripts = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'];
const data = ['.json', '.jsonc', '.json5', '.yaml', '.yml', '.graphql', '.gql'];
const documents = [
  '.css',
  '.scss',
  '.less',
  '.html',
  '.htm',
  '.vue',
  '.md',
  '.markdown',
  '.mdx',
  '.hbs',
  '.handlebars',
];

/** Prettier: formats the languages it knows without plugins. */
export const prettier = defineAdapter('prettier', {
  ...versionActions(['--version']),
  formatting: formattingAction({
    handles: [...scripts, ...data, ...documents],
    writeArgs: ['--write', '--no-color'],
    checkArgs: ['--list-different', '--no-color'],
    unformatted: ({ stdout }) => stdout.split(/\r?\n/).filter((line) => line !== ''),
  }),
});
