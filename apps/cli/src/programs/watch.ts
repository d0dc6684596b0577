import { watchCommands } from '../commands/watch/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(watchCommands, argv);
