/** What a value of a command line can be, as far as it can be completed. */
export type ValueKind =
  | 'tool'
  | 'secret'
  | 'capability'
  | 'setting'
  | 'check'
  | 'package'
  | 'manager'
  | 'workstream'
  | 'eventType'
  | 'file'
  | readonly string[];

const severities = ['debug', 'info', 'warning', 'error', 'critical'];
const hashNames = ['xxh64', 'sha256', 'sha512', 'sha1', 'blake2b512'];
const secretFormats = ['dotenv', 'json', 'shell', 'powershell'];

/** Values of options; an entry with the command before it is looked for first. */
const optionKinds: Readonly<Record<string, ValueKind>> = {
  '--config': 'file',
  '--file': 'file',
  '--output': 'file',
  '--from': 'file',
  '--to': 'file',
  '--tool': 'tool',
  '--secret': 'secret',
  '--only': 'check',
  '--skip': 'check',
  '--manager': 'manager',
  '--workstream': 'workstream',
  '--type': 'eventType',
  '--severity': severities,
  '--protector': ['keychain', 'passphrase', 'file', 'auto'],
  'secrets export --format': secretFormats,
  'secrets import --format': secretFormats,
  'scan duplicates --hash': hashNames,
  'scan all --hash': hashNames,
  '--exclude': 'file',
  '--profiles': 'file',
  '--dir': 'file',
  '--workstreams-dir': 'file',
  '--ws-id': 'workstream',
  '--keep': ['first', 'oldest', 'newest', 'shortest-path'],
  'audit export --format': ['json', 'jsonl', 'csv'],
  'health report --format': ['json', 'markdown', 'html'],
  '--shell': ['bash', 'zsh', 'fish', 'sh', 'powershell'],
  'version report --format': ['table', 'json', 'markdown'],
};

/** Words after a command, by position; the last one stands for all that follow. */
const positionalKinds: Readonly<Record<string, readonly ValueKind[]>> = {
  'secrets get': ['secret'],
  'secrets set': ['secret', []],
  'secrets delete': ['secret'],
  'secrets export': ['secret'],
  'secrets import': ['file'],
  invoke: ['capability', []],
  route: ['capability', []],
  'config get': ['setting', []],
  'config set': ['setting', []],
  'config validate': ['file'],
  'config trust': ['file'],
  'tools install': ['package'],
  'tools update': ['package'],
  'tools uninstall': ['package'],
  'version pin': ['package', []],
  'scan duplicates': ['file'],
  'scan caches': ['file'],
  'scan all': ['file'],
  'scan fix': ['file', []],
  'scan clean': ['file'],
  'workstream validate': ['file'],
  'workstream plan': ['file'],
  'workstream run': ['workstream'],
  completion: [['bash', 'zsh', 'fish', 'powershell'], []],
};

export function kindOfOption(command: string, option: string): ValueKind {
  return optionKinds[`${command} ${option}`] ?? optionKinds[option] ?? [];
}

export function kindOfPositional(command: string, index: number): ValueKind {
  const kinds = positionalKinds[command] ?? [];
  return kinds[Math.min(index, kinds.length - 1)] ?? [];
}
