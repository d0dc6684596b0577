import type { FixSkipReason, PlanSkipReason } from '@aim/scanner';

const reasons: Readonly<Record<FixSkipReason | PlanSkipReason, string>> = {
  changed: 'changed since the scan',
  keep_changed: 'the file that was to stay has changed',
  same_file: 'already the same file',
  different_content: 'its content differs',
  other_device: 'on another file system',
  mode_or_owner_differs: 'its mode or owner differs',
  special_file: 'not a plain file, or holds one that is not',
  unsupported: 'the file system cannot do it',
  holds_state: 'holds the state folder of aim',
  gone: 'gone',
  kept: 'the one that stays',
  inside_git: "part of git's own files",
  ai_state: 'may hold a login, a history or settings',
  central: 'lies where caches may stay',
  not_utf8: 'its name is not UTF-8',
  needs_quarantine: 'a cache can only go into quarantine (--quarantine)',
  inside_moved: 'lies in something that is moved as a whole',
  empty: 'empty',
  repeated: 'named before',
};

const keptReasons: Readonly<Record<string, string>> = {
  ...reasons,
  file: 'a single file',
  outside_roots: 'not in a watched folder',
  holds_central: 'holds the central folder',
  dry_run: 'only looked at',
};

/** Why something was left as it was; a code of the system stays as it is. */
export function reasonText(reason: string): string {
  return Object.hasOwn(keptReasons, reason) ? (keptReasons[reason] ?? reason) : reason;
}
