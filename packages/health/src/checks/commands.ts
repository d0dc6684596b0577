import type { HealthCheck } from '../HealthCheck.js';

/** The commands that the configuration requires are in PATH. Fewer than half missing is a warning. */
export const commandsCheck: HealthCheck = {
  id: 'commands',
  title: 'Required commands',
  run({ requiredCommands, findCommand }) {
    const found: Record<string, string> = {};
    const missing: string[] = [];
    for (const command of requiredCommands) {
      const path = findCommand(command);
      if (path === undefined) missing.push(command);
      else found[command] = path;
    }
    const details = { found, missing };
    if (missing.length === 0) return { status: 'pass', message: 'All required commands found', details };
    return {
      status: missing.length < requiredCommands.length / 2 ? 'warn' : 'fail',
      message: `Missing: ${missing.join(', ')}`,
      details,
      fix: `Install ${missing.join(', ')} and make sure PATH holds them, or change environment.healthChecks.requiredCommands`,
    };
  },
};
