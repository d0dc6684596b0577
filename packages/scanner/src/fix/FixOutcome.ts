/** Why an item was left as it was. */
export type FixSkipReason =
  /** It is not the file that was seen, or it was written to meanwhile. */
  | 'changed'
  /** The file that was to stay is gone, or is not the one that was seen. */
  | 'keep_changed'
  /** Both names already are one file. */
  | 'same_file'
  | 'different_content'
  /** They lie on two file systems, so they can share nothing. */
  | 'other_device'
  /** Mode or owner differ, and one file has only one of each. */
  | 'mode_or_owner_differs'
  /** It is a symbolic link, a socket, a pipe or a device, or there is one in it. */
  | 'special_file'
  /** The file system has no such method. */
  | 'unsupported'
  /** It holds the state folder, in which it would have to go. */
  | 'holds_state'
  | 'gone';

/** What became of one item. */
export type FixOutcome =
  | { readonly path: string; readonly outcome: 'done'; readonly bytes: number; readonly to?: string }
  | {
      readonly path: string;
      readonly outcome: 'skipped';
      readonly reason: FixSkipReason;
      readonly kept_at?: string;
    }
  /** `code` is the system's error code. */
  | { readonly path: string; readonly outcome: 'failed'; readonly code: string };
