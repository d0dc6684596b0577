export { useTempDir } from '../../../../tools/testing/tempDir.mjs';
