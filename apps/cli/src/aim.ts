import { writeSync } from 'node:fs';
import { programFor } from './routes.js';

declare const AIM_VERSION: string;

const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  writeSync(1, `${AIM_VERSION}\n`);
} else {
  // Each program is a bundle of its own, so that a command pays only for what it uses.
  const program = require(`./${programFor(argv)}.cjs`) as { main(argv: readonly string[]): Promise<void> };
  void program.main(argv);
}
