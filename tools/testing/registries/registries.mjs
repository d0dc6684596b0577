/** A test kit of package registries on the loopback device; `registries.d.mts` says what each part takes and gives. */
export { npmTarball } from './npm/npmTarball.mjs';
export { sampleNpmTool } from './npm/sampleNpmTool.mjs';
export { startNpmRegistry } from './npm/npmRegistry.mjs';
export { pythonSdist } from './python/pythonSdist.mjs';
export { pythonWheel } from './python/pythonWheel.mjs';
export { samplePythonTool } from './python/samplePythonTool.mjs';
export { startPythonIndex } from './python/pythonIndex.mjs';
export { registryEnvironment } from './registryEnvironment.mjs';
