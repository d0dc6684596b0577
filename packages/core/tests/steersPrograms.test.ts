import { describe, expect, it } from 'vitest';
import { steersPrograms } from '../src/index.js';

describe('steersPrograms', () => {
  it.each([
    'PATH',
    'Path',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'PYTHONPATH',
    'BASH_ENV',
    'PERL5OPT',
    'RUBYOPT',
    'JAVA_TOOL_OPTIONS',
    'GIT_SSH_COMMAND',
    'GIT_DIR',
    'GIT_CONFIG_COUNT',
    'GIT_PROXY_COMMAND',
    'GIT_SSL_NO_VERIFY',
    'GIT_TRACE2_EVENT',
    'NODE_COMPILE_CACHE',
    'NODE_PATH',
    'NODE_V8_COVERAGE',
    'DOTNET_STARTUP_HOOKS',
    'CORECLR_ENABLE_PROFILING',
    'PSModulePath',
    'HOME',
    'XDG_CONFIG_HOME',
    'APPDATA',
    'ZDOTDIR',
    'OPENSSL_CONF',
    'SSL_CERT_FILE',
    'REQUESTS_CA_BUNDLE',
    'SSLKEYLOGFILE',
    'LUA_INIT_5_4',
    'PIP_INDEX_URL',
    'UV_INDEX',
    'RUSTC_WRAPPER',
    'GH_PAGER',
    'MANPAGER',
    'BROWSER',
    'SSH_ASKPASS',
    'GLIBC_TUNABLES',
    'BASH_FUNC_ls%%',
    'npm_config_registry',
    'AIM_HOME',
    '__proto__',
  ])('is true for %s', (name) => {
    expect(steersPrograms(name)).toBe(true);
  });

  it.each([
    'OPENAI_API_KEY',
    'GITHUB_TOKEN',
    'GIT_TOKEN',
    'GIT_AUTHOR_NAME',
    'GH_TOKEN',
    'NODE_ENV',
    'NODE_AUTH_TOKEN',
    'DOTNET_CLI_TELEMETRY_OPTOUT',
    'AWS_PROFILE',
    'UV_PUBLISH_TOKEN',
    'POETRY_PYPI_TOKEN_PYPI',
    'HTTP_PROXY',
    'LANG',
    'PYTHONUTF8',
    'PYTHONIOENCODING',
    'MY_PATH',
  ])('is false for %s', (name) => {
    expect(steersPrograms(name)).toBe(false);
  });
});
