import { readFileSync } from 'node:fs';

/**
 * Clipanion opens all three standard streams and the terminal module while it loads, some 6 ms. `aim` hands in its
 * own output, so the defaults are left out. The build fails if a new version no longer has these lines.
 */
export const leanClipanion = {
  name: 'lean-clipanion',
  setup({ onLoad }) {
    onLoad({ filter: /clipanion[\\/]lib[\\/]platform[\\/]node\.mjs$/ }, () => ({
      contents: 'export const getDefaultColorDepth = () => 1; export const getCaptureActivator = () => null;',
    }));
    onLoad({ filter: /clipanion[\\/]lib[\\/]advanced[\\/]Cli\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const lean = source.replace(/std(in|out|err): process\.std\1,/g, 'std$1: undefined,');
      if (lean === source)
        throw new Error(`${path} no longer names the standard streams: review leanClipanion`);
      return { contents: lean };
    });
  },
};
