/** Shells whose profiles can be written. `sh` stands for every POSIX shell that has only `.profile`. */
export const shellKinds = ['bash', 'zsh', 'fish', 'sh', 'powershell'] as const;

export type ShellKind = (typeof shellKinds)[number];

/** The user's shell, from `SHELL`; `sh` where it is unknown. */
export function loginShell(env: Readonly<Record<string, string | undefined>>): ShellKind {
  const name = env.SHELL?.split('/').at(-1) ?? '';
  if (name === 'bash' || name === 'zsh' || name === 'fish') return name;
  return name === 'pwsh' ? 'powershell' : 'sh';
}
