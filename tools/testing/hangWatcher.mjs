// Ends the process when its main thread is busy beyond the limit, after it said with what.
import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

let timer;
parentPort.on('message', ({ notice, limitMs }) => {
  clearTimeout(timer);
  if (notice === undefined) return;
  timer = setTimeout(() => {
    writeSync(2, `${notice}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, limitMs);
});
