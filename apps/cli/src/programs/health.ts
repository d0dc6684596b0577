import { healthCommands } from '../commands/health/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(healthCommands, argv);
