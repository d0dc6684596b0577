/** Modules of Node that take milliseconds to load and that many a command never uses. */
const heavyBuiltins = [
  'node:child_process',
  'node:crypto',
  'node:module',
  'node:os',
  'node:timers/promises',
  'node:tty',
];

/** Stands at the top of every file that {@link lazyBuiltins} has changed. */
export const lazyBuiltinHelper =
  'const lazyBuiltin=(name)=>new Proxy({},{get:(_,key)=>process.getBuiltinModule(name)[key]});';

/**
 * Lets a heavy module of Node load when one of its exports is first used, instead of with the bundle. What follows an
 * opening parenthesis is an import of the whole module or a dynamic one, and stays.
 */
export function lazyBuiltins(text) {
  return text.replace(/([=,]\s?)require\("(node:[a-z_/]+)"\)/g, (match, before, name) =>
    heavyBuiltins.includes(name) ? `${before}lazyBuiltin("${name}")` : match,
  );
}
