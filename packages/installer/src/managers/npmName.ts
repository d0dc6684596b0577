const pattern = /^(?:@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._~-]*$/i;

/** Whether a text is the name of a package in an npm registry, and would be taken for nothing else. */
export function isNpmName(name: string): boolean {
  return (
    name.length <= 214 &&
    pattern.test(name) &&
    // npm takes these for files, and these names for its own directories.
    !/\.(?:tgz|tar|tar\.gz)$/i.test(name) &&
    !/^(?:node_modules|favicon\.ico)$/i.test(name)
  );
}
