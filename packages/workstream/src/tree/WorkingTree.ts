/** Answers whether a path, relative to the tree, may be changed. */
export type ScopeTest = (path: string) => boolean;

/** What an edit did to the files. */
export interface EditedFiles {
  readonly changed: readonly string[];
  /** Those of the changed files that the workstream does not own. */
  readonly outside: readonly string[];
  readonly commit?: string;
  /** What makes the edit unusable, whatever it did to the files. */
  readonly problem?: string;
}

export type MergeOutcome = { readonly commit?: string } | { readonly problem: string };

/** Where one workstream's tools work. */
export interface WorkingTree {
  readonly path: string;
  /** The commit the work started from, where there are commits. */
  readonly base?: string;
  /** To be called before an edit. */
  beginEdit(): Promise<void>;
  /** Keeps everything an edit has changed, and tells what that is. */
  endEdit(mayChange: ScopeTest, message: string): Promise<EditedFiles>;
  /** Keeps what a check has changed within the scope; other traces of it are removed. */
  endCheck(mayChange: ScopeTest, message: string): Promise<string | undefined>;
  /** Brings the work to where it belongs. Can be repeated. */
  merge(message: string): Promise<MergeOutcome>;
  /** Takes the tree down. The branch that still holds work is returned. Can be repeated. */
  close(merged: boolean): Promise<string | undefined>;
}

export interface TreeState {
  /** Where the workstream started; absent when it has not. */
  readonly base?: string;
  /** The last commit on record. What came after it is undone. */
  readonly checkpoint?: string;
}

/** Provides working trees. */
export interface TreeKeeper {
  readonly root: string;
  /** Each workstream has a tree of its own. */
  readonly isolated: boolean;
  /** The branch that work is merged into. */
  readonly baseBranch?: string;
  /** Files with changes that are not committed, which a merge must not meet. */
  uncommitted(): Promise<readonly string[]>;
  open(wsId: string, state: TreeState): Promise<WorkingTree>;
}
