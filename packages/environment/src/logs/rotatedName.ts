import { pathModule } from '../system/pathModule.js';

/** The name of the n-th rotated file: `app.log` → `app.1.log`, `app` → `app.1`. */
export function rotatedName(path: string, number: number, platform: NodeJS.Platform): string {
  const { dir, name, ext } = pathModule(platform).parse(path);
  return pathModule(platform).join(dir, `${name}.${number}${ext}`);
}
