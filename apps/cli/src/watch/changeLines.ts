import { displayText } from '@aim/core';
import type { JudgedConfigChange } from '@aim/runtime';
import type { Colors } from '../colors.js';

/** A change of a configuration file, with what is wrong with it now. */
export function changeLines(change: JudgedConfigChange, colors: Colors): string[] {
  const { path, kind, valid, problems } = change;
  const state = valid === null ? '' : valid ? `, ${colors.green('valid')}` : `, ${colors.red('not valid')}`;
  return [
    `${colors.bold('configuration')} ${displayText(path)}: ${kind}${state}`,
    ...problems.map((problem) => `    ${displayText(problem)}`),
  ];
}
