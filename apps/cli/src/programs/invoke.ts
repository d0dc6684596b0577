import { Invoke } from '../commands/invoke.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf([Invoke], argv);
