import type { HealthCheck } from '../HealthCheck.js';

/**
 * At least one of the configured AI tools is installed, and those that are answer when they are asked their version:
 * all side by side, and one that hangs, crashes or prints no version is named without touching the others.
 */
export const aiToolsCheck: HealthCheck = {
  id: 'ai_tools',
  title: 'AI tools',
  async run({ detectTools, toolVersion, signal, waitsFor }) {
    const tools = detectTools();
    const installed = tools.filter((tool) => tool.installed);
    waitsFor(`the version of ${installed.map(({ tool }) => tool).join(', ')}`);
    const detected = await Promise.all(
      installed.map(async ({ tool, name, command }) => {
        const version = await toolVersion(tool, signal);
        return { tool, name, command, ...(version !== undefined && { version }) };
      }),
    );
    const details = {
      detected,
      not_detected: tools.filter((tool) => !tool.installed).map(({ tool }) => tool),
      total: tools.length,
    };
    if (detected.length === 0) {
      return {
        status: 'warn',
        message: 'No AI tools detected',
        details,
        fix: 'Install one of the tools that `aim tools list` names and make sure PATH holds it',
      };
    }
    const message = `Detected: ${detected.map(({ tool }) => tool).join(', ')}`;
    const silent = detected.filter(({ version }) => version === null).map(({ tool }) => tool);
    if (silent.length === 0) return { status: 'pass', message, details };
    return {
      status: 'warn',
      message: `${message}; no version from ${silent.join(', ')}`,
      details,
      fix: 'Run `aim tools list`, which waits longer and remembers the answer, or install the tool again',
    };
  },
};
