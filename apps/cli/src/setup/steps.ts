export { presentSetup } from './presentSetup.js';
export { setUpVault } from './setUpVault.js';
