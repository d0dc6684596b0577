/** A capability of the routing rules that built-in adapters know by another name. */
const adapterNames: Readonly<Record<string, string>> = { version_checking: 'version' };

/** The name by which an adapter with these capabilities does `capability`; `undefined` when it does not. */
export function adapterCapability(capability: string, offered: readonly string[]): string | undefined {
  if (offered.includes(capability)) return capability;
  const other = Object.hasOwn(adapterNames, capability) ? adapterNames[capability] : undefined;
  return other !== undefined && offered.includes(other) ? other : undefined;
}
