/**
 * Where version control and package managers keep their own copies: the last segments of a directory's path. Such a
 * store is addressed by content or shared between projects; linking inside it breaks it, and a copy there is no waste
 * of the user's. `node_modules` itself is no store.
 */
export const packageStores: readonly string[] = [
  // version control; `objects` of any Git directory is recognised by its neighbours as well
  '.git/objects',
  '.git/lfs',
  '.git/annex',
  '.hg/store',
  '.svn/pristine',
  '.jj/repo/store',
  // JavaScript
  '_cacache',
  '.pnpm-store',
  'pnpm/store',
  'node_modules/.pnpm',
  '.yarn/cache',
  '.yarn/berry',
  '.cache/yarn',
  'Caches/Yarn',
  'Yarn/Cache',
  '.bun/install/cache',
  '.cache/deno',
  'Caches/deno',
  // Python
  '.cache/pip',
  'Caches/pip',
  'pip/cache',
  '.cache/uv',
  'uv/cache',
  '.cache/pypoetry',
  'Caches/pypoetry',
  'pypoetry/Cache',
  'anaconda3/pkgs',
  'miniconda3/pkgs',
  'miniforge3/pkgs',
  // Rust, Go
  '.cargo/registry',
  '.cargo/git',
  'go/pkg/mod',
  '.cache/go-build',
  'Caches/go-build',
  'AppData/Local/go-build',
  // JVM, .NET
  '.m2/repository',
  '.gradle/caches',
  '.ivy2/cache',
  '.cache/coursier',
  '.nuget/packages',
  // others
  '.gem',
  '.bundle/cache',
  '.cache/composer',
  '.composer/cache',
  '.cabal/packages',
  '.stack/pantry',
  '.hex/packages',
  '.opam/download-cache',
  '.cocoapods/repos',
  'Caches/Homebrew',
  '.cache/Homebrew',
  '.ccache',
  '.cache/ccache',
  'ostree/repo',
  'flatpak/repo',
];

/** Stores and file systems without content of their own, at fixed places. */
export const fixedStores: readonly string[] = ['/nix/store', '/gnu/store', '/proc', '/sys'];
