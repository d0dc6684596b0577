// Calls a function that must come to its end. Written for parsers: an endless loop, a regular expression that tries
// for ever and a promise that nothing settles each become an error with the text that caused it.
import { createContext, Script } from 'node:vm';
import { Worker } from 'node:worker_threads';

/** Far more than any text takes on a busy machine. */
const usualLimitMs = 10_000;
const shown = 2000;

export class Hang extends Error {
  constructor(text, limitMs) {
    super(describeHang(text, limitMs));
    this.name = 'Hang';
  }
}

/** The same function, with an end: synchronous JavaScript is stopped, a promise is given up. */
export function withinTime(parse, limitMs = usualLimitMs) {
  const context = createContext({ parse });
  const call = new Script('parse(text)');
  return async (text) => {
    context.text = text;
    let answer;
    try {
      // Stops functions from outside of the context as well, in the middle of a regular expression too.
      answer = call.runInContext(context, { timeout: limitMs });
    } catch (error) {
      if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new Hang(text, limitMs);
      throw error;
    }
    return typeof answer?.then === 'function' ? settled(answer, text, limitMs) : answer;
  };
}

async function settled(answer, text, limitMs) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Hang(text, limitMs)), limitMs);
  });
  // What goes on for ever after an await lets no timer of this thread run, and nothing stops it but the process's end:
  // that waits until it is certain.
  watch({ notice: describeHang(text, limitMs), limitMs: 5 * limitMs });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    watch({});
  }
}

let watcher;

function watch(message) {
  if (watcher === undefined) {
    watcher = new Worker(new URL('hangWatcher.mjs', import.meta.url), { execArgv: [] });
    watcher.unref();
  }
  watcher.postMessage(message, []);
}

function describeHang(text, limitMs) {
  const start = JSON.stringify(text.slice(0, shown));
  const rest = text.length > shown ? ` and ${text.length - shown} more characters` : '';
  return `Not done within ${limitMs} ms with the text ${start}${rest}`;
}
