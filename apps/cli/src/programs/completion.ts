import { Completion } from '../commands/completion.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf([Completion], argv);
