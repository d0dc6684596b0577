// What a key such as `__proto__` or `constructor` in a document can reach.
const reachable = [
  Object,
  Array,
  Function,
  ...[Object, Array, Function, String, Number, Boolean, Symbol, Error, Map, Set, Promise, RegExp, Date].map(
    ({ prototype }) => prototype,
  ),
];
// No method is used between a change and its end: it may be the one that was changed.
const { ownKeys, defineProperty, deleteProperty } = Reflect;

/** Remembers the prototypes; the function it returns names what was changed in them since, and puts it back. */
export function guardPrototypes() {
  const known = reachable.map((object) => {
    const names = ownKeys(object);
    const values = names
      .map((name) => [name, Object.getOwnPropertyDescriptor(object, name)])
      .filter(([, descriptor]) => 'value' in descriptor);
    const kept = Object.create(null);
    for (const name of names) kept[name] = true;
    return { object, kept, values };
  });
  return () => {
    const changed = [];
    for (const { object, kept, values } of known) {
      for (const name of ownKeys(object)) {
        if (kept[name] === true) continue;
        deleteProperty(object, name);
        changed[changed.length] = name;
      }
      for (const [name, descriptor] of values) {
        if (object[name] === descriptor.value) continue;
        defineProperty(object, name, descriptor);
        changed[changed.length] = name;
      }
    }
    return changed.map(String);
  };
}
