import type { CheckContext, HealthCheck } from '../HealthCheck.js';

/** The files and folders that the configuration requires are there and can be read. */
export const pathsCheck: HealthCheck = {
  id: 'paths',
  title: 'Required paths',
  async run(context) {
    const found: string[] = [];
    const problems: Record<string, string> = {};
    // One after the other: calls that never return would use up the threads that the other checks need.
    for (const path of context.requiredPaths) {
      const problem = await problemOf(path, context);
      if (problem === undefined) found.push(path);
      else problems[path] = problem;
    }
    const details = { found, problems };
    const broken = Object.entries(problems);
    if (broken.length === 0) {
      const message = found.length === 0 ? 'No path is required' : 'All required paths found';
      return { status: 'pass', message, details };
    }
    return {
      status: 'fail',
      message: broken.map(([path, problem]) => `${path} ${problem}`).join('; '),
      details,
      fix: 'Make them available, or change environment.healthChecks.requiredPaths',
    };
  },
};

async function problemOf(
  path: string,
  { paths, signal, waitsFor }: CheckContext,
): Promise<string | undefined> {
  waitsFor(path);
  const facts = await paths.inspect(path, signal);
  if (facts.state === 'missing') return 'does not exist';
  if (facts.state === 'silent') return 'does not answer';
  if (facts.state === 'refused') return `cannot be looked at (${facts.code})`;
  if (facts.kind === 'other') return 'is neither a file nor a folder';
  return (await paths.isReadable(path, signal)) ? undefined : 'cannot be read';
}
