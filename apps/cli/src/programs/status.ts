import { Status } from '../commands/status.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf([Status], argv);
