/** The name by which an index knows a package: PEP 503. */
export function normalizedName(name) {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The name as it stands in file names and as a module. */
export function escapedName(name) {
  return normalizedName(name).replaceAll('-', '_');
}
