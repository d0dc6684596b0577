import { ConfigGet } from './get.js';
import { ConfigInit } from './init.js';
import { ConfigMigrate } from './migrate.js';
import { ConfigPath } from './path.js';
import { ConfigSchema } from './schema.js';
import { ConfigSet } from './set.js';
import { ConfigShow } from './show.js';
import { ConfigTrust } from './trust.js';
import { ConfigValidate } from './validate.js';

export const configCommands = [
  ConfigInit,
  ConfigValidate,
  ConfigShow,
  ConfigGet,
  ConfigSet,
  ConfigPath,
  ConfigSchema,
  ConfigTrust,
  ConfigMigrate,
];
