export { versionPinsJson } from '@aim/versions';
