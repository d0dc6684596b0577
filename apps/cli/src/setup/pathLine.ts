import { basename } from 'node:path';

/** The line that puts a folder first in PATH, in the language of the user's shell; it holds for that shell only. */
export function pathLine(
  folder: string,
  { platform, shell = '' }: { readonly platform: NodeJS.Platform; readonly shell?: string | undefined },
): string {
  if (platform === 'win32') return `$env:Path = '${folder.replaceAll("'", "''")};' + $env:Path`;
  const quoted = `'${folder.replaceAll("'", String.raw`'\''`)}'`;
  const plain = /^[\w@%+=:,./-]+$/.test(folder) ? folder : quoted;
  switch (basename(shell)) {
    case 'fish':
      return `fish_add_path --path --prepend ${plain}`;
    case 'csh':
    case 'tcsh':
      return `set path = (${plain} $path)`;
    default:
      return plain === folder ? `export PATH="${folder}:$PATH"` : `export PATH=${quoted}:"$PATH"`;
  }
}
