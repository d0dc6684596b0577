import { allCommands } from './commands/all.js';
import { describeCommands, type CommandDescription } from './describeCommands.js';

/** Every command there is. The build puts the texts themselves here, so that help need not load the commands. */
export const commandDescriptions: readonly CommandDescription[] = describeCommands(allCommands);
