import { SecretsDelete } from './delete.js';
import { SecretsExport } from './export.js';
import { SecretsGet } from './get.js';
import { SecretsImport } from './import.js';
import { SecretsList } from './list.js';
import { SecretsRekey } from './rekey.js';
import { SecretsSet } from './set.js';
import { SecretsWhere } from './where.js';

export const secretsCommands = [
  SecretsSet,
  SecretsGet,
  SecretsList,
  SecretsDelete,
  SecretsExport,
  SecretsImport,
  SecretsWhere,
  SecretsRekey,
];
