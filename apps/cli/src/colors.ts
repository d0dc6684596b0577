/** The colours used in output. */
export interface Colors {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const asIs = (text: string): string => text;

const plain: Colors = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };

/** The library is loaded only when there is colour to show: loading it opens standard output as a stream. */
export async function colorsFor(wanted: boolean): Promise<Colors> {
  return wanted ? (await import('picocolors')).createColors(true) : plain;
}
