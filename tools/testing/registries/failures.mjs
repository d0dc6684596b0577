import { matches } from './matches.mjs';

/**
 * @typedef {import('./registries.mjs').Failure} Failure
 * @typedef {import('./registries.mjs').RequestMatcher} RequestMatcher
 * @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse,
 *   answer: import('./loopbackServer.mjs').Answer }} Exchange
 */

/** The failures a server was told to give, and how each is given. */
export function createFailures() {
  /** @type {{ matcher: RequestMatcher, failure: Failure, seen: number, hits: number }[]} */
  const rules = [];
  return {
    /**
     * @param {RequestMatcher} matcher
     * @param {Failure | Failure['kind']} how
     */
    add(matcher, how) {
      const rule = { matcher, failure: typeof how === 'string' ? { kind: how } : how, seen: 0, hits: 0 };
      rules.push(rule);
      return {
        get hits() {
          return rule.hits;
        },
        remove: () => {
          const index = rules.indexOf(rule);
          if (index >= 0) rules.splice(index, 1);
        },
      };
    },
    /** The failure due for this request. Every rule counts the requests it matches, whichever rule wins. */
    next(request) {
      const due = rules.filter((rule) => {
        if (!matches(rule.matcher, request)) return false;
        rule.seen += 1;
        const { nth = 1, times = Infinity } = rule.failure;
        return rule.seen >= nth && rule.seen < nth + times;
      });
      if (due[0]) due[0].hits += 1;
      return due[0]?.failure;
    },
    /**
     * @param {Failure} failure
     * @param {Exchange} exchange
     */
    perform: (failure, exchange) => ways[failure.kind](exchange, failure),
  };
}

/** @type {Record<Failure['kind'], (exchange: Exchange, failure: Failure) => void>} */
const ways = {
  status: ({ response }, { status = 500 }) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'told to fail' }));
  },
  'wrong-bytes': ({ response, answer }, { body = otherBytes(Buffer.from(answer.body ?? '')) }) => {
    head(response, { ...answer, body });
    response.end(body);
  },
  truncate: ({ response, answer }) => {
    const body = head(response, answer);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  },
  hang: () => {},
  trickle: ({ response, answer }, { bytes = 1, everyMs = 100 }) => {
    const body = head(response, answer);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(sent, sent + bytes));
      sent += bytes;
      if (sent >= body.length) response.end();
    }, everyMs);
    response.once('close', () => clearInterval(timer));
    response.once('finish', () => clearInterval(timer));
  },
  reset: ({ request }) => {
    request.socket.resetAndDestroy();
  },
};

/** Sends the status line and headers of an answer and gives the bytes that are to follow. */
function head(response, { status = 200, headers = {}, body = '' }) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  return bytes;
}

/** As long, still a readable archive with the same contents, and yet another file: only a hash can tell. */
function otherBytes(body) {
  const changed = Buffer.from(body);
  const where = { '1f8b': 9, '504b': 10 }[body.toString('hex', 0, 2)] ?? body.length - 1;
  if (changed.length > 0) changed[where] ^= 1;
  return changed;
}
