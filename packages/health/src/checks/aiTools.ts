import type { HealthCheck } from '../HealthCheck.js';

/** At least one of the configured AI tools is installed. */
export const aiToolsCheck: HealthCheck = {
  id: 'ai_tools',
  title: 'AI tools',
  run({ detectTools, cachedToolVersion }) {
    const tools = detectTools();
    const detected = tools
      .filter((tool) => tool.installed)
      .map(({ tool, name, command }) => {
        const version = cachedToolVersion(tool);
        return { tool, name, command, ...(version === null ? {} : { version }) };
      });
    const details = {
      detected,
      not_detected: tools.filter((tool) => !tool.installed).map(({ tool }) => tool),
      total: tools.length,
    };
    if (detected.length > 0) {
      return { status: 'pass', message: `Detected: ${detected.map(({ tool }) => tool).join(', ')}`, details };
    }
    return {
      status: 'warn',
      message: 'No AI tools detected',
      details,
      fix: 'Install one of the tools that `aim tools list` names and make sure PATH holds it',
    };
  },
};
