/** Reading needs nothing of jsonc-parser's formatter, which fills tables of blanks while it loads. */
export const pureJsonc = {
  name: 'pure-jsonc',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^\.\/(impl|format|string-intern)/ },
      async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (pluginData === 'pure' || !/jsonc-parser[\\/]lib[\\/]esm/.test(importer)) return undefined;
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'pure' });
        return { path: found.path, sideEffects: false };
      },
    );
  },
};
