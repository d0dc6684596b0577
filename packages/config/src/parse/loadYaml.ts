import { createRequire } from 'node:module';
import type * as yaml from 'yaml';

type YamlModule = Pick<typeof yaml, 'parseDocument'>;

/**
 * The YAML library, loaded only once a YAML file turns up: it takes longer to load than everything else here.
 * A bundler sees the plain `require` and takes the library along, still unevaluated; unbundled modules have none.
 */
export function loadYaml(): YamlModule {
  if (typeof require === 'function') return require('yaml') as YamlModule;
  return createRequire(import.meta.url)('yaml') as YamlModule;
}
