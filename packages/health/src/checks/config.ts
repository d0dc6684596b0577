import type { HealthCheck } from '../HealthCheck.js';

/** The configuration loads, and nothing in it is ignored or unknown. */
export const configCheck: HealthCheck = {
  id: 'config',
  title: 'Configuration',
  run({ config }) {
    const details = { version: config.version, sections: config.sections, files: config.files };
    if (config.warnings.length === 0) {
      const files = config.files.length;
      return {
        status: 'pass',
        message:
          files === 0
            ? 'Built-in configuration in use'
            : `Configuration valid (${files} file${files === 1 ? '' : 's'})`,
        details,
      };
    }
    return {
      status: 'warn',
      message: `${config.warnings.length} warning(s): ${config.warnings[0]}`,
      details: { ...details, warnings: config.warnings },
      fix: 'aim config validate',
    };
  },
};
