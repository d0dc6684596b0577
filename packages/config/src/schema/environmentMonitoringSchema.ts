import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

const logFileSchema: SchemaNode = {
  type: 'object',
  description: 'One rotated log file.',
  default: {},
  properties: {
    path: { type: 'string', description: 'The log file.', default: '', 'x-path': 'path' },
    maxSizeMB: {
      type: 'integer',
      description: 'Rotated from this size on, in MiB.',
      default: 10,
      minimum: 1,
    },
    maxFiles: { type: 'integer', description: 'Files kept, the live one included.', default: 5, minimum: 1 },
  },
};

const auditAlertSchema: SchemaNode = {
  type: 'object',
  title: 'AuditAlertConfig',
  description: 'Alerts about file accesses outside the allowed folders.',
  default: {},
  properties: {
    allowRoots: stringList('Folders that raise no alert.', { 'x-path': 'path' }),
    notify: {
      type: 'object',
      description: 'Where alerts go.',
      default: {},
      properties: {
        toast: { type: 'boolean', description: 'Whether a desktop notification is shown.', default: false },
        writeJson: {
          type: 'string',
          description: 'JSONL file alerts are appended to; empty means none.',
          default: '',
          'x-path': 'path',
        },
        webhookUrl: {
          type: 'string',
          description: 'URL alerts are posted to; empty means none.',
          default: '',
        },
      },
    },
    taskName: {
      type: 'string',
      description: 'Name of the scheduled task.',
      default: 'CLI_4663_Alerts',
    },
  },
};

const observabilitySchema: SchemaNode = {
  type: 'object',
  title: 'ObservabilityConfig',
  description: 'Log rotation and scheduled health checks.',
  default: {},
  properties: {
    healthScanIntervalMinutes: {
      type: 'integer',
      description: 'Time between scheduled health checks, in minutes.',
      default: 60,
      minimum: 1,
    },
    telemetryUrl: {
      type: 'string',
      description: 'URL health results are posted to; empty means that nothing is ever sent.',
      default: '',
    },
    logFiles: {
      type: 'array',
      description: 'Log files that `logs rotate` looks after.',
      default: [],
      items: logFileSchema,
    },
    redaction: {
      type: 'object',
      description: 'What diagnostics leave out.',
      default: {},
      properties: {
        enabled: { type: 'boolean', description: 'Whether diagnostics are redacted.', default: true },
        sensitivePatterns: stringList('Settings whose name contains one of these are left out.', {
          default: ['password', 'token', 'apikey', 'secret', 'credential'],
        }),
      },
    },
  },
};

/** The settings of `environment` about reports, logs and alerts. */
export const environmentMonitoringSchema: Readonly<Record<string, SchemaNode>> = {
  reportsDir: {
    type: 'string',
    description: 'Folder reports are written to; empty means `reports` in the state folder.',
    default: '',
    'x-path': 'path',
  },
  auditAlert: auditAlertSchema,
  observability: observabilitySchema,
  logging: {
    type: 'object',
    title: 'LoggingConfig',
    description: "The program's own log.",
    default: {},
    properties: {
      level: {
        type: 'string',
        description: 'Least severe level that is logged.',
        default: 'info',
        enum: ['debug', 'info', 'warning', 'error'],
      },
      logFile: { type: 'string', description: 'Log file; empty means none.', default: '', 'x-path': 'path' },
    },
  },
};
