/** Where settings come from, lowest first: a later layer wins. */
export type ConfigLayerKind = 'built-in' | 'registry' | 'rules' | 'user' | 'project' | 'file' | 'environment';

/** One source of settings. */
export interface ConfigLayer {
  readonly kind: ConfigLayerKind;
  /** Absent for the built-in layer and the environment. */
  readonly file?: string;
  /** Whether its settings may start programs, widen what a tool sees or move data. */
  readonly trusted: boolean;
}
