import type { Terminal } from './context.js';

/** Whether nothing is to be changed. Older scripts ask for that by a variable. */
export function wantsDryRun(option: boolean, { env }: Pick<Terminal, 'env'>): boolean {
  return option || env.PIPELINE_DRY_RUN === '1' || env.CLISTACK_DRYRUN === 'true';
}
