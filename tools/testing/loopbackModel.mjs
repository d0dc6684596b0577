import { createServer } from 'node:http';
import { anthropicMessages } from './loopback/anthropicMessages.mjs';
import { geminiContent } from './loopback/geminiContent.mjs';
import { openAiChat } from './loopback/openAiChat.mjs';
import { openAiResponses } from './loopback/openAiResponses.mjs';

/**
 * @typedef {{ path: string, content: string }} Edit A file and what the model writes into it.
 * @typedef {{ method: string, url: string, headers: import('node:http').IncomingHttpHeaders, body: unknown }} Received
 * @typedef {{ status: number, headers?: Record<string, string>, body: string }} Answer
 */

/** The API behind a path, whatever prefix the client puts before it. */
const apis = [
  [/\/chat\/completions$/, openAiChat],
  [/\/responses$/, openAiResponses],
  [/\/v1\/messages$/, anthropicMessages],
  [/:(streamG|g)enerateContent$/, geminiContent],
];

/**
 * A model provider on 127.0.0.1 that speaks OpenAI's chat completions and responses, Anthropic's messages and
 * Google's generateContent, each streaming or not, and gives canned answers: with `edit` the model rewrites that file, in the way the client's
 * API and tools ask for, and then ends its turn; with `reply` it says that text; with `fail` every call is refused
 * with that HTTP status and message. Nothing else is reachable through it.
 *
 * @param {{ edit?: Edit, reply?: string, fail?: { status: number, message: string } }} [script]
 * @returns {Promise<{ url: string, port: number, requests: Received[], close: () => Promise<void> }>}
 */
export async function startLoopbackModel(script = {}) {
  /** @type {Received[]} */
  const requests = [];
  const server = createServer((request, response) => {
    void respond(request, response);
  });
  async function respond(request, response) {
    try {
      const body = await readBody(request);
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body });
      send(response, answer({ method, url, body, script }));
    } catch {
      response.destroy();
    }
  }
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => done(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** @returns {Answer} */
function answer({ method, url, body, script }) {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const api = apis.find(([path]) => path.test(pathname))?.[1];
  if (method === 'POST' && api) {
    return script.fail
      ? json(script.fail.status, api.failure(script.fail))
      : api.answer(body ?? {}, script, pathname);
  }
  if (method === 'POST' && pathname.endsWith('/count_tokens')) return json(200, { input_tokens: 1 });
  if (method === 'GET' && pathname.endsWith('/models'))
    return json(200, { object: 'list', data: [], models: [] });
  if (method === 'HEAD') return json(200, {});
  return json(404, { error: { type: 'not_found_error', message: `no ${method} ${pathname} here` } });
}

function json(status, value) {
  return { status, body: JSON.stringify(value) };
}

function send(response, { status, headers = { 'content-type': 'application/json' }, body }) {
  response.writeHead(status, headers);
  response.end(body);
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
