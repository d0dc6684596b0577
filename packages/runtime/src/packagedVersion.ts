import { toolOrigin, systemToolFs, type ToolFs, type ToolOwner } from '@aim/scanner';
import { packageKey } from '@aim/versions';

/** The package that a tool is configured to come from. */
export interface ToolPackage {
  readonly manager?: string;
  readonly name?: string;
}

const python: readonly ToolOwner[] = ['pipx', 'uv', 'pip'];

/** Who may have installed what is configured for a manager: `pipx install` and `uv tool install` bring the same. */
const owners: Readonly<Record<string, readonly ToolOwner[]>> = {
  npm: ['npm'],
  pnpm: ['npm'],
  pipx: python,
  uv: python,
};

/**
 * The version that a tool's package has by its manager's own record (`package.json`, `pipx_metadata.json`,
 * `.dist-info`), read where the command lies. The tool would say the same, after a second or more.
 *
 * @param path - the tool's executable.
 * @returns undefined when the command belongs to no such package, or its interpreter is gone: it has to be asked.
 */
export function packagedVersion(
  path: string,
  { manager = '', name = '' }: ToolPackage,
  { platform, fs = systemToolFs }: { readonly platform: NodeJS.Platform; readonly fs?: ToolFs },
): string | undefined {
  const expected = owners[manager];
  const real = fs.realPath(path);
  if (expected === undefined || name === '' || real === undefined) return undefined;
  const origin = toolOrigin(real, fs, platform);
  if (!expected.includes(origin.owner) || origin.package === null || origin.version === null)
    return undefined;
  if (packageKey({ manager, name: origin.package }) !== packageKey({ manager, name })) return undefined;
  return interpreterIsThere(real, fs) ? origin.version : undefined;
}

/** An environment outlives the Python it was made with, after which its scripts start no more. */
function interpreterIsThere(script: string, fs: ToolFs): boolean {
  const start = fs.readText(script)?.slice(0, 1024) ?? '';
  const [, named, behindShell] = /^#!\s*(\/\S+)(?:\s+'''exec' "?([^"\n]+?)"? )?/.exec(start) ?? [];
  const interpreter = behindShell ?? named;
  return interpreter === undefined || fs.realPath(interpreter) !== undefined;
}
