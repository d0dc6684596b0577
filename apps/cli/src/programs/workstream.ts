import { workstreamCommands } from '../commands/workstream/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(workstreamCommands, argv);
