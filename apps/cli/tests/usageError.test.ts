import { describe, expect, it } from 'vitest';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();

async function refused(argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await home.aim(argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '' });
  expect(stderr).toContain('[USAGE]');
  return stderr;
}

describe('a command line that cannot be understood', () => {
  it.each([
    [
      ['secrts', 'list'],
      "Unknown command [USAGE]\n  Did you mean 'aim secrets'? 'aim --help' lists every command.",
    ],
    [['zzzzzzz'], "Unknown command [USAGE]\n  'aim --help' lists every command."],
    [['--json-ish'], 'Unknown command'],
    [['help', 'zzzzzzz'], 'Unknown command'],
    [['secrets'], "'aim secrets' needs a command [USAGE]\n  Its commands: set, get,"],
    [
      ['secrets', 'lst'],
      "Unknown command for 'aim secrets' [USAGE]\n  Did you mean 'aim secrets list'? Its commands:",
    ],
    [['config', 'zzzzzzz'], "Unknown command for 'aim config' [USAGE]\n  Its commands: init,"],
    [
      ['secrets', 'set'],
      "'aim secrets set' needs more arguments [USAGE]\n  Usage: aim secrets set [options] <KEY> [VALUE].",
    ],
    [['secrets', 'set', '-d', 'text'], "'aim secrets set' needs more arguments"],
    [['--config', 'x.json', 'secrets', 'get'], "'aim secrets get' needs more arguments"],
    [['config', 'set', 'audit.enabled'], "'aim config set' needs more arguments"],
    [['secrets', 'set', 'A', 'B', 'C'], "'aim secrets set' got too many arguments"],
    [
      ['secrets', 'list', '--jsn'],
      "'aim secrets list' has no option like that [USAGE]\n  Did you mean '--json'?",
    ],
    [
      ['secrets', 'list', '--zzzzzzz'],
      "'aim secrets list' has no option like that [USAGE]\n  Usage: aim secrets list",
    ],
    [['secrets', 'list', '-x'], "'aim secrets list' has no option like that"],
    [['route', 'linting', '--simulate'], "The last option of 'aim route' needs a value"],
    [['run'], "'aim run' needs more arguments"],
    [
      ['audit', 'show', '-n', 'x'],
      "-n of 'aim audit show' has a value it cannot have [USAGE]\n  -n: How many; 20 when absent. Usage:",
    ],
  ])('%j is explained', async (argv, explanation) => {
    expect(await refused(argv)).toContain(explanation);
  });

  it.each([
    ['secrets', 'set', 'KEY', 'sk-canary', 'more'],
    ['secrets', 'set', 'KEY', '--vale', 'sk-canary'],
    ['secrets', 'set', 'KEY', '--value=sk-canary'],
    ['secrets', 'set', '--sk-canary'],
    ['secrets', 'sk-canary'],
    ['sk-canary'],
    ['secret', 'set', 'KEY', 'sk-canary'],
    ['audit', 'show', '--limit', 'sk-canary'],
    ['secrets', 'export', '--format', 'sk-canary'],
    ['run', '--tokn', 'sk-canary', '--', 'x'],
  ])('a value on it is never repeated: %s %s %s', async (...argv) => {
    expect(await refused(argv)).not.toContain('canary');
    const json = await home.aim([...argv.slice(0, 1), '--verbose', ...argv.slice(1)]);
    expect(json.stdout + json.stderr).not.toContain('canary');
  });
});
