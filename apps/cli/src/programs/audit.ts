import { auditCommands } from '../commands/audit/all.js';
import { mainOf } from '../runProgram.js';

export const main = (argv: readonly string[]): Promise<number> => mainOf(auditCommands, argv);
