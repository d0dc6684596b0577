import type { HealthReport } from '../../src/summarize.js';

const timestamp = '2026-01-02T03:04:05.000Z';

/** A text in which everything could mean something to a page, a shell or a terminal. */
export const hostile =
  '</pre></style><script>alert(1)</script> & "q" \'s\' | `x` ``` [a](b) \u001b[2J \u202e';

/** One check of each status; the failing one is full of hostile texts. */
export const sampleReport: HealthReport = {
  timestamp,
  overall_status: 'unhealthy',
  summary: { pass: 1, warn: 1, fail: 1 },
  checks: [
    {
      name: 'config',
      title: 'Configuration',
      status: 'pass',
      message: 'All good',
      details: { version: '1.0.0' },
      timestamp,
      duration_ms: 1,
    },
    { name: 'python', title: 'Python', status: 'warn', message: 'Too old', timestamp, duration_ms: 2 },
    {
      name: 'paths',
      title: hostile,
      status: 'fail',
      message: hostile,
      fix: hostile,
      details: { [hostile]: hostile },
      timestamp,
      duration_ms: 3,
    },
  ],
};
