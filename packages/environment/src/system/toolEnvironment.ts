/** What the system's own tools need to find the user's session; nothing else is handed on to them. */
const names = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'DBUS_SESSION_BUS_ADDRESS',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PSModulePath',
];

/** The environment for a tool of the system. Names are compared without case, as Windows does. */
export function toolEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const wanted = new Set(names.map((name) => name.toUpperCase()));
  const entries = Object.entries(env).filter(([name]) => wanted.has(name.toUpperCase()));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
