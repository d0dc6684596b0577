import { describe, expect, it } from 'vitest';
import { httpText } from '../../src/managers/httpText.js';
import { httpServer } from '../support/httpServer.js';
import { managerContext } from '../support/managerContext.js';

const accept = 'text/plain';

describe('httpText', () => {
  it('returns status, type and text, and what is asked for', async () => {
    const server = await httpServer((response) => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('grün');
    });
    const answer = await httpText({ url: `${server.url}/x#y`, accept }, managerContext('/h'));
    expect(answer).toEqual({ status: 404, contentType: 'text/plain', text: 'grün' });
    expect(server.requests[0]?.headers.accept).toBe(accept);
    expect(server.requests[0]?.url).toBe('/x');
  });

  it('sends the credentials of the URL as a header, and never shows them', async () => {
    const server = await httpServer((response, count) => {
      response.writeHead(count === 1 ? 200 : 500).end();
    });
    const url = server.url.replace('//', '//us%40er:p%3Ass@');
    await httpText({ url, accept }, managerContext('/h'));
    const header = `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`;
    expect(server.requests[0]?.headers.authorization).toBe(header);
    const failure = await httpText({ url, accept }, managerContext('/h')).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'INSTALL_NETWORK',
      message: expect.stringContaining('status 500'),
    });
    expect((failure as Error).message).not.toMatch(/us@er|us%40er|p:ss|p%3A/);
  });

  it('tries again while the server is overloaded or hangs up', async () => {
    const server = await httpServer((response, count) => {
      if (count === 1) response.writeHead(429).end();
      else if (count === 2) response.destroy();
      else response.end('at last');
    });
    expect((await httpText({ url: server.url, accept }, managerContext('/h'))).text).toBe('at last');
  });

  it('gives up after three attempts', async () => {
    const server = await httpServer((response) => response.destroy());
    await expect(httpText({ url: server.url, accept }, managerContext('/h'))).rejects.toMatchObject({
      code: 'INSTALL_NETWORK',
      message: expect.stringMatching(/^Cannot read http:\/\/127\.0\.0\.1:\d+\/: \w+\.$/),
    });
    expect(server.requests).toHaveLength(3);
  });

  it('stops reading an answer that is too long', async () => {
    const server = await httpServer((response) => {
      response.write('x'.repeat(2000));
    });
    await expect(
      httpText({ url: server.url, accept, maxBytes: 1000 }, managerContext('/h')),
    ).rejects.toMatchObject({ code: 'INSTALL_NETWORK', message: expect.stringContaining('1000 bytes') });
    expect(server.requests).toHaveLength(1);
  });

  it('ends at the timeout, also in the middle of an answer', async () => {
    const server = await httpServer((response) => {
      response.write('x');
    });
    await expect(
      httpText({ url: server.url, accept }, managerContext('/h', { timeoutMs: 150 })),
    ).rejects.toMatchObject({ code: 'INSTALL_TIMEOUT' });
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const server = await httpServer(() => controller.abort());
    await expect(
      httpText({ url: server.url, accept }, managerContext('/h', { signal: controller.signal })),
    ).rejects.toMatchObject({ code: 'INSTALL_ABORTED' });
  });

  it.each(['ftp://host/x', 'not a url', 'file:///etc/passwd', 'https://user:secret@'])(
    'refuses %s',
    async (url) => {
      const failure = await httpText({ url, accept }, managerContext('/h')).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'INSTALL_NETWORK',
        message: expect.stringContaining('no http or https'),
      });
      expect((failure as Error).message).not.toContain('secret');
    },
  );

  it('goes through the proxy of the context, except where that says otherwise', async () => {
    const proxy = await httpServer((response) => response.end('by proxy'));
    const direct = await httpServer((response) => response.end('direct'));
    // The proxy is asked to open a tunnel, or for the whole URL.
    const env = { HTTP_PROXY: proxy.url };
    const viaProxy = httpText({ url: direct.url, accept }, managerContext('/h', { env, timeoutMs: 2000 }));
    await viaProxy.catch(() => undefined);
    expect(direct.requests).toHaveLength(0);
    const exempt = managerContext('/h', { env: { ...env, no_proxy: '127.0.0.1' } });
    expect((await httpText({ url: direct.url, accept }, exempt)).text).toBe('direct');
  });

  it('asks the proxy itself', async () => {
    const proxy = await httpServer((response) => response.end('by proxy'));
    const { createServer } = await import('node:net');
    const seen = new Promise<string>((resolve) => {
      const server = createServer((socket) => {
        socket.once('data', (data) => {
          resolve(data.toString());
          socket.destroy();
          server.close();
        });
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        const env = { all_proxy: `http://127.0.0.1:${port}` };
        httpText({ url: proxy.url, accept }, managerContext('/h', { env, timeoutMs: 1000 })).catch(
          () => undefined,
        );
      });
    });
    expect(await seen).toMatch(/^(?:CONNECT 127\.0\.0\.1|GET http:\/\/127\.0\.0\.1)/);
  });
});
