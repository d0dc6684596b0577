import { gzipSync } from 'node:zlib';
import { writeTar } from '../archives/writeTar.mjs';
import { escapedName } from './distributionName.mjs';
import { coreMetadata, pythonWheel } from './pythonWheel.mjs';

/**
 * A source distribution that carries its own build backend, so that building it needs nothing from an index.
 *
 * @param {import('../registries.mjs').PythonPackage} definition `buildScript` is Python that runs at every build,
 *   before the wheel is written.
 * @returns {Buffer}
 */
export function pythonSdist(definition) {
  const { name, version, buildScript = '' } = definition;
  const root = `${escapedName(name)}-${version}`;
  const wheel = `${root}-py3-none-any.whl`;
  const backend = `import os
import shutil


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    exec(BUILD_SCRIPT, {})
    shutil.copy(${JSON.stringify(wheel)}, os.path.join(wheel_directory, ${JSON.stringify(wheel)}))
    return ${JSON.stringify(wheel)}


BUILD_SCRIPT = ${JSON.stringify(buildScript)}
`;
  const project = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n';
  return gzipSync(
    writeTar([
      { path: `${root}/PKG-INFO`, content: coreMetadata(definition) },
      { path: `${root}/pyproject.toml`, content: project },
      { path: `${root}/backend.py`, content: backend },
      { path: `${root}/${wheel}`, content: pythonWheel(definition) },
    ]),
  );
}
