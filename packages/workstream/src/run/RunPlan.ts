import type { GateType, Workstream } from '../format/Workstream.js';
import type { WavePlan } from '../plan/planWaves.js';
import type { ToolProfiles } from '../profiles/ToolProfile.js';

/** Everything that decides what a run does, as data: what a dry run shows and what a resumed run reads again. */
export interface RunPlan extends WavePlan {
  readonly workstreams: readonly Workstream[];
  /** The repository, or the directory to work in. Absolute. */
  readonly root: string;
  /** Works in `root` itself also where it is a git repository. Nothing is committed then. */
  readonly inPlace?: boolean;
  readonly profiles?: ToolProfiles;
  /**
   * What every workstream is checked with: ids of tool profiles, or capabilities such as `linting`. A workstream's
   * `metadata.static_tools` and `metadata.runtime_tools` take their place.
   */
  readonly checks?: { readonly static?: readonly string[]; readonly runtime?: readonly string[] };
  /** Capabilities that checks may name beside the schema's five. */
  readonly capabilities?: readonly string[];
  /** Which check a gate means; by default lint is `linting`, unit and integration `testing`, security `gitleaks`. */
  readonly gates?: Partial<Readonly<Record<GateType, string>>>;
  /** Values of placeholders beside the run's own, such as `model_name`. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** Continues this run instead of starting a new one. */
  readonly runId?: string;
}
