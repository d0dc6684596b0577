export { lockPackages } from '@aim/runtime';
