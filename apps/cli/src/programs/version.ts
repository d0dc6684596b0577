import { versionCommands } from '../commands/version/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(versionCommands, argv);
