import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadProgram } from './loadProgram.js';
import { programFor } from './routes.js';
import { runToEnd } from './runToEnd.js';

declare const AIM_VERSION: string;

const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  writeSync(1, `${AIM_VERSION}\n`);
} else {
  // Each program is a bundle of its own, so that a command pays only for what it uses.
  void runToEnd(loadProgram(join(__dirname, 'lib'), programFor(argv)), argv);
}
