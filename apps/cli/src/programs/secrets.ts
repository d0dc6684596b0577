import { secretsCommands } from '../commands/secrets/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(secretsCommands, argv);
