import { toolsCommands } from '../commands/tools/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(toolsCommands, argv);
