export { presentSetup } from './presentSetup.js';
export { setUpEnvironment } from './setUpEnvironment.js';
export { setUpVault } from './setUpVault.js';
