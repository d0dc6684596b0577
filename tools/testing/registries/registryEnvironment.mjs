import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What may lead a package manager elsewhere, or to settings, caches and places outside of the given home. */
const misleading =
  /^(npm_|pnpm_|corepack_|pip_|pipx_|uv_|python|virtual_env|xdg_|node_(options|extra_ca_certs|path)$|ssl_cert_|requests_ca_bundle|curl_ca_bundle)|_proxy$/i;

/** Nothing listens on this port, and no user may: whoever goes beyond the loopback servers is refused at once. */
const nowhere = 'http://127.0.0.1:1';

/**
 * The whole environment with which npm, pnpm, pipx, pip and uv use these servers and nothing else, with everything
 * they write below `home`, their commands on PATH. They do not try again by themselves, so that the n-th request is
 * the n-th. Writes an `.npmrc` into `home`, which lets npm publish.
 *
 * @param {{ npm?: { url: string }, python?: { url: string }, home: string, proxy?: string,
 *   pipxShared?: string, base?: Record<string, string | undefined>, platform?: NodeJS.Platform }} where A server
 *   that is not given is replaced by an address that refuses. `proxy` is where requests to other hosts are sent;
 *   unsaid they are refused. `pipxShared` is where pipx has its own pip, which takes seconds to make; unsaid, in `home`.
 * @returns {Record<string, string>}
 */
export function registryEnvironment({
  npm = { url: nowhere },
  python = { url: nowhere },
  home,
  proxy = nowhere,
  pipxShared,
  base = process.env,
  platform = process.platform,
}) {
  const kept = Object.entries(base).filter(
    (entry) => entry[1] !== undefined && !misleading.test(entry[0]) && !/^path$/i.test(entry[0]),
  );
  const bin = join(home, '.local', 'bin');
  const npmBin = platform === 'win32' ? join(home, '.npm-global') : join(home, '.npm-global', 'bin');
  if (npm.url !== nowhere) writeToken(npm.url, home);
  const path = Object.entries(base).find(([name]) => /^path$/i.test(name))?.[1];
  return {
    ...Object.fromEntries(kept),
    PATH: [bin, npmBin, path].filter(Boolean).join(delimiter),
    ...userDirectories(home),
    ...proxies(proxy),
    ...npmEnvironment(npm.url, home),
    ...pythonEnvironment({ url: python.url, home, bin, platform }),
    ...(pipxShared ? { PIPX_SHARED_LIBS: pipxShared } : {}),
  };
}

/** The one setting that cannot be a variable: shells drop those whose names are not plain. */
function writeToken(url, home) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.npmrc'), `${url.replace(/^https?:/, '')}/:_authToken=loopback\n`);
}

function userDirectories(home) {
  return {
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: join(home, 'AppData', 'Local'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
  };
}

function proxies(proxy) {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
  return {
    ...Object.fromEntries(names.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, proxy])),
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

function npmEnvironment(url, home) {
  const registry = `${url}/`;
  return {
    npm_config_registry: registry,
    pnpm_config_registry: registry,
    npm_config_userconfig: join(home, '.npmrc'),
    npm_config_globalconfig: join(home, '.npm-global', 'npmrc'),
    npm_config_prefix: join(home, '.npm-global'),
    npm_config_cache: join(home, '.npm'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_fetch_retries: '0',
    PNPM_HOME: join(home, '.pnpm'),
    COREPACK_ENABLE_NETWORK: '0',
  };
}

function pythonEnvironment({ url, home, bin, platform }) {
  return {
    PIP_CONFIG_FILE: platform === 'win32' ? 'nul' : '/dev/null',
    PIP_INDEX_URL: `${url}/simple/`,
    PIP_CACHE_DIR: join(home, '.cache', 'pip'),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PIP_RETRIES: '0',
    PIPX_HOME: join(home, '.local', 'pipx'),
    PIPX_BIN_DIR: bin,
    USE_EMOJI: '0',
    UV_DEFAULT_INDEX: `${url}/simple/`,
    UV_CACHE_DIR: join(home, '.cache', 'uv'),
    UV_TOOL_DIR: join(home, '.local', 'share', 'uv', 'tools'),
    UV_TOOL_BIN_DIR: bin,
    UV_PYTHON_DOWNLOADS: 'never',
    UV_NO_CONFIG: '1',
    UV_HTTP_RETRIES: '0',
    UV_NO_PROGRESS: '1',
  };
}
