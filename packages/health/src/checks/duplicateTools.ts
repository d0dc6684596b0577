import type { HealthCheck } from '../HealthCheck.js';
import type { DuplicateTool } from '../healthFacts.js';

/** No tool is installed twice: only the copy that `PATH` finds first is run, and only the other may be updated. */
export const duplicateToolsCheck: HealthCheck = {
  id: 'duplicate_tools',
  title: 'Duplicate tools',
  async run({ duplicateTools, signal }) {
    const duplicates = (await duplicateTools(signal)).filter(({ copies }) => copies.length > 1);
    const details = { duplicates };
    if (duplicates.length === 0) return { status: 'pass', message: 'No tool is installed twice', details };
    return {
      status: 'warn',
      message: duplicates.map(describe).join('; '),
      details,
      fix: 'Uninstall the copies that are not wanted; `aim scan tools` lists them',
    };
  },
};

function describe({ command, copies }: DuplicateTool): string {
  const [first, ...others] = copies.map(({ path, version }) =>
    version === null ? path : `${path} (${version})`,
  );
  return `${command} runs ${first} and hides ${others.join(', ')}`;
}
