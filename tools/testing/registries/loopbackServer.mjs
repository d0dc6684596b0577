import { createServer } from 'node:http';
import { createFailures } from './failures.mjs';
import { matches } from './matches.mjs';

/**
 * @typedef {import('./registries.mjs').LoggedRequest} LoggedRequest
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: string | Uint8Array }} Answer
 * @typedef {{ method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: Buffer }} Asked
 */

/**
 * An HTTP server on a free port of 127.0.0.1 that writes down what is asked and can be told to fail.
 *
 * @param {(asked: Asked, url: string) => Answer} answer Decides the answer to a request that is not made to fail.
 * @returns {Promise<import('./registries.mjs').LoopbackServer>}
 */
export async function startLoopbackServer(answer) {
  /** @type {LoggedRequest[]} */
  const requests = [];
  const waiting = new Set();
  const failures = createFailures();
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => done(undefined));
  });
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;

  async function serve(request, response) {
    try {
      const body = await readAll(request);
      const path = decodeURIComponent(new URL(request.url ?? '/', url).pathname);
      const logged = { method: request.method ?? '', path, headers: request.headers };
      const failure = failures.next(logged);
      if (failure) logged.failed = failure.kind;
      requests.push(logged);
      for (const wait of waiting) wait(logged);
      const given = answer({ ...logged, body }, url);
      if (failure) failures.perform(failure, { request, response, answer: given });
      else send(response, given, request.headers['if-none-match']);
    } catch {
      response.destroy();
    }
  }

  return {
    url,
    requests,
    fail: (matcher, how) => failures.add(matcher, how),
    requested: (matcher) =>
      new Promise((done) => {
        const wait = (logged) => {
          if (!matches(matcher, logged)) return;
          waiting.delete(wait);
          done(logged);
        };
        waiting.add(wait);
        requests.forEach(wait);
      }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Answers, or says that the client's own copy is still the current one. */
function send(response, { status = 200, headers = {}, body = '' }, ifNoneMatch) {
  const unchanged = headers.etag !== undefined && headers.etag === ifNoneMatch;
  response.writeHead(unchanged ? 304 : status, {
    ...headers,
    ...(unchanged ? {} : { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(unchanged ? undefined : body);
}

async function readAll(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
