import { describe, expect, it } from 'vitest';
import { commandDescriptions } from '../src/commandDescriptions.js';
import { allCommands } from '../src/commands/all.js';
import { contracts, type CommandCase, type JsonForm } from './support/contracts.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const described = commandDescriptions;
const names = described.map(({ path }) => path.join(' '));

const escapeCharacter = '\u001b';

describe('the table of commands', () => {
  it('has an entry for every command there is, and for no other', () => {
    expect(described).toHaveLength(allCommands.length);
    expect(Object.keys(contracts).toSorted()).toEqual(names.toSorted());
  });

  it('leaves success out only where standard output is not one document of the command', () => {
    const without = names.filter((name) => contracts[name]?.success === undefined);
    expect(without.toSorted()).toEqual(['alerts run', 'run', 'watch run']);
  });
});

describe.each(described)('aim $path', ({ path, description, details, examples, options }) => {
  const name = path.join(' ');

  it('is described in one sentence, with details where that does not say all', () => {
    expect(description).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(description.length + details.length).toBeGreaterThan(20);
    expect(details === '' || details.endsWith('.')).toBe(true);
  });

  it('has examples that use the command as it is', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const [label, line] of examples) {
      expect(label.trim()).not.toBe('');
      const call = line.slice(line.indexOf(`aim ${name}`));
      expect(call).toMatch(new RegExp(`^aim ${name}( |\\)|$)`));
      const own = call.split(/ -- |[|>)]/)[0] ?? '';
      const known = options.flatMap((option) => option.names);
      for (const option of own.match(/(?<= )--?[a-z][a-z-]*/g) ?? []) expect(known).toContain(option);
    }
  });

  it('explains every option', () => {
    for (const option of options) expect(option.description, option.names.join()).toMatch(/^\S.{3,}[^.]$/);
  });

  it('prints its help within 80 columns, without colours, and succeeds', async () => {
    const help = await home.aim([...path, '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain(`Usage\n  aim ${name}`);
    expect(help.stdout).toContain(description);
    expect(help.stdout).not.toContain(escapeCharacter);
    const tooLong = help.stdout.split('\n').filter((line) => line.length > 80);
    // An example is one line that can be copied.
    expect(tooLong.filter((line) => !line.includes(`aim ${name}`))).toEqual([]);
  });

  it('describes itself as JSON', async () => {
    const help = await home.aim([...path, '--help', '--json']);
    expect(help.exitCode).toBe(0);
    expect(help.json()).toMatchObject({ path, description });
  });

  const contract = contracts[name];
  it.runIf(contract?.success)('prints one JSON document when it succeeds', async () => {
    const outcome = await runCase(contract?.success);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout.endsWith('\n')).toBe(true);
    expectForm(outcome.json(), contract?.success?.form);
  });

  it.runIf(contract?.failure)('prints one JSON document and its exit code when it fails', async () => {
    const outcome = await runCase(contract?.failure);
    expect(outcome.exitCode).toBe(contract?.failure.exitCode);
    expectForm(outcome.json(), contract?.failure.form);
  });

  it.runIf(contract?.failure)('tells a person what is wrong', async () => {
    const { failure } = contract ?? {};
    if (failure === undefined || typeof failure.form !== 'string') return;
    await failure.prepare?.(home);
    const outcome = await home.aim(failure.argv);
    expect(outcome).toMatchObject({ exitCode: failure.exitCode, stdout: '' });
    expect(outcome.stderr).toMatch(new RegExp(`^error: [^]+ \\[${failure.form}\\]\n(.*\n)*  \\S.*\n$`, 'm'));
  });

  it('says the same about an option it does not have, as text and as JSON', async () => {
    const argv = [...path, '--no-such-option'];
    const [text, json] = [await home.aim(argv), await home.aim(['--json', ...argv])];
    expect([text.exitCode, json.exitCode]).toEqual([5, 5]);
    const { error } = json.json<{ error: { code: string; message: string; hint: string } }>();
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(text.stderr).toBe(`error: ${error.message} [USAGE]\n  ${error.hint}\n`);
  });
});

async function runCase(given: CommandCase | undefined): ReturnType<typeof home.aim> {
  if (given === undefined) throw new Error('the table has no such case');
  await given.prepare?.(home);
  return home.aim(['--json', ...given.argv]);
}

function expectForm(document: unknown, form: JsonForm | undefined): void {
  if (typeof form !== 'string') {
    expect(document).toMatchObject(form ?? {});
    return;
  }
  // A hint says what to do next, as a sentence.
  const error = {
    code: form,
    message: expect.stringMatching(/./),
    hint: expect.stringMatching(/^\S.*[^\s]$/s),
  };
  expect(document).toMatchObject({ error });
}
