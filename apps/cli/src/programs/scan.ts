import { scanCommands } from '../commands/scan/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(scanCommands, argv);
