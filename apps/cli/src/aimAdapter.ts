import { join } from 'node:path';
import { loadProgram } from './loadProgram.js';

void loadProgram(join(__dirname, 'lib'), 'adapter').main(process.argv.slice(2));
