import { configCommands } from '../commands/config/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(configCommands, argv);
