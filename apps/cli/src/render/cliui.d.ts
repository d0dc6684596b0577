/** What is used of cliui, which comes without types. */
declare module 'cliui' {
  interface Column {
    readonly text: string;
    /** In terminal columns. */
    readonly width: number;
  }
  interface Layout {
    div(...columns: readonly Column[]): void;
    toString(): string;
  }
  export default function cliui(options: { readonly width: number; readonly wrap: boolean }): Layout;
}
