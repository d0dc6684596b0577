import { describe, expect, it } from 'vitest';
import { pipxManager } from '../../src/managers/pipx.js';
import { uvManager } from '../../src/managers/uv.js';
import { directoryIn, fakeProgram, managerContext, spec } from '../support/managerContext.js';
import { httpServer, type HttpServer } from '../support/httpServer.js';
import { tempDir } from '../support/tempDir.js';

/** An index that has these projects. */
function indexOf(...names: readonly string[]): Promise<HttpServer> {
  return httpServer((response, _, { url }) => {
    const name = names.find((one) => url === `/simple/${one}/`);
    response.setHeader('content-type', 'text/html');
    response.writeHead(name === undefined ? 404 : 200);
    response.end(name && `<a href="${name}-1.0.tar.gz">${name}-1.0.tar.gz</a>`);
  });
}

describe.each([
  [pipxManager, 'PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL'],
  [uvManager, 'UV_DEFAULT_INDEX', 'UV_INDEX'],
] as const)('an installation from two indexes', (manager, mainVariable, extraVariable) => {
  const contextOf = (main: HttpServer, extra: string) => {
    const home = tempDir();
    fakeProgram(home, manager.id, 'exit 9');
    const env = {
      ...managerContext(home).env,
      [mainVariable]: `${main.url}/simple/`,
      [extraVariable]: `${extra} ${main.url}/simple`,
    };
    return managerContext(home, { env });
  };
  const install = async (name: string, main: HttpServer, extra: HttpServer) => {
    const context = contextOf(main, `http://user:canary@${extra.url.slice('http://'.length)}/simple`);
    const { home } = context;
    const request = { packages: [spec(name)], directory: directoryIn(home, 'd'), sharedDirectory: home };
    return manager.install(request, context).catch((error: unknown) => error);
  };

  it(`is refused for a package that both have (${manager.id})`, async () => {
    const [main, extra] = [await indexOf('tool'), await indexOf('tool')];
    const refused = await install('Tool@1.0', main, extra);
    expect(refused).toMatchObject({
      code: 'INSTALL_INDEX_AMBIGUOUS',
      exitCode: 7,
      message: `Tool is on more than one index: ${main.url}/simple (from ${mainVariable}), ${extra.url}/simple (from ${extraVariable}).`,
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  it(`goes on for a package that one of them has (${manager.id})`, async () => {
    const [main, extra] = [await indexOf('tool'), await indexOf('private')];
    for (const name of ['tool@1.0', 'private@1.0']) {
      expect(await install(name, main, extra)).toMatchObject({ code: 'INSTALL_FAILED' });
    }
  });

  it(`is refused where one of them does not answer, and its setting is named (${manager.id})`, async () => {
    const [main, extra] = [
      await indexOf('tool'),
      await httpServer((response) => response.writeHead(403).end()),
    ];
    const refused = await install('tool@1.0', main, extra);
    expect(refused).toMatchObject({
      code: 'INSTALL_NETWORK',
      message: `Cannot read ${extra.url}/simple/tool/: it answered with status 403. This index comes from ${extraVariable}.`,
      hint: expect.stringMatching(/take out there/),
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  it(`looks a package up on the one that has it (${manager.id})`, async () => {
    const [main, extra] = [await indexOf('tool'), await indexOf('tool', 'private')];
    const context = contextOf(main, `${extra.url}/simple`);
    expect(await manager.releases('private', context)).toMatchObject([{ version: '1.0' }]);
    const failing = { tool: 'INSTALL_INDEX_AMBIGUOUS', absent: 'INSTALL_PACKAGE_NOT_FOUND' };
    for (const [name, code] of Object.entries(failing)) {
      await expect(manager.releases(name, context)).rejects.toMatchObject({ code });
    }
  });
});
