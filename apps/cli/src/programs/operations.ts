import { operationCommands } from '../commands/operations.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(operationCommands, argv);
