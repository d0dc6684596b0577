export { tempDir } from '../../../../tools/testing/tempDir.mjs';
