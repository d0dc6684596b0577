import { Setup } from '../commands/setup.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf([Setup], argv);
