import { join } from 'node:path';
import { loadProgram } from './loadProgram.js';
import { runToEnd } from './runToEnd.js';

void runToEnd(loadProgram(join(__dirname, 'lib'), 'adapter'), process.argv.slice(2));
