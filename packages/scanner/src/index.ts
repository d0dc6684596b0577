export { aiStatePatterns, defaultCachePatterns } from './caches/cachePatterns.js';
export type { AiStateKind } from './caches/aiStateTable.js';
export type { CacheEntry, CacheScan, ScanProblem } from './caches/CacheEntry.js';
export { cacheReportJson, cachesDocumentKind, type CacheReportJson } from './caches/cacheReportJson.js';
export {
  findAiState,
  type AiState,
  type AiStatePart,
  type AiStateScan,
  type FindAiStateOptions,
} from './caches/findAiState.js';
export {
  findCaches,
  type CacheProgress,
  type FindCachesFs,
  type FindCachesOptions,
} from './caches/findCaches.js';
export { misplacedJson, type MisplacedAiState, type MisplacedJson } from './caches/misplacedJson.js';
export { duplicateGroupText } from './duplicates/duplicateGroupText.js';
export {
  duplicateReportJson,
  duplicatesDocumentKind,
  type DuplicateEntryJson,
  type DuplicateGroupJson,
  type DuplicateReportJson,
} from './duplicates/duplicateReportJson.js';
export type {
  ChangedPath,
  DuplicateEntry,
  DuplicateGroup,
  DuplicateReport,
  SkippedCounts,
  UnreadablePath,
} from './duplicates/DuplicateReport.js';
export {
  findDuplicates,
  type DuplicateProgress,
  type FindDuplicatesOptions,
} from './duplicates/findDuplicates.js';
export { hashAlgorithms, type HashAlgorithm } from './duplicates/HashAlgorithm.js';
export { fixedStores, packageStores } from './duplicates/packageStores.js';
export type { ScanFs } from './duplicates/ScanFs.js';
export { scannerErrorTable } from './errors.js';
export { applyFix, type ApplyFixOptions, type FixResult } from './fix/applyFix.js';
export type { FixFs } from './fix/FixFs.js';
export type { FixOutcome, FixSkipReason } from './fix/FixOutcome.js';
export type {
  CacheFixItem,
  DuplicateFixItem,
  ExpectedFile,
  FixItem,
  FixMethod,
  FixPlan,
  KeepRule,
  PlanSkipReason,
  SkippedPath,
} from './fix/FixPlan.js';
export { planFix, type PlanFixOptions } from './fix/planFix.js';
export { readablePaths } from './fix/readablePaths.js';
export { undoFix, type UndoFixOptions, type UndoResult } from './fix/undoFix.js';
export type { UndoOutcome } from './fix/UndoOutcome.js';
export { duplicatesReport, type DuplicatesReport, type ReportedGroup } from './reports/duplicatesReport.js';
export { misplacedReport, type MisplacedReport } from './reports/misplacedReport.js';
export { findToolDuplicates, type FindToolDuplicatesOptions } from './tools/findToolDuplicates.js';
export { systemToolFs } from './tools/systemToolFs.js';
export type { ToolFs } from './tools/ToolFs.js';
export type { ToolDuplicate, ToolInstall, ToolOrigin, ToolOwner } from './tools/ToolInstall.js';
export { toolOrigin } from './tools/toolOrigin.js';
export {
  centralise,
  type CentraliseOptions,
  type CentraliseOutcome,
  type CentraliseResult,
} from './watch/centralise.js';
export { openTreeWatch } from './watch/openTreeWatch.js';
export type { TreeWatch, TreeWatchContext } from './watch/TreeWatch.js';
export { systemWatchEffects } from './watch/systemWatchEffects.js';
export type { ConfigChange, WatchEvent, WatchMode, WatchNotice } from './watch/WatchEvent.js';
export { watchOnce, type WatchOnceResult } from './watch/watchOnce.js';
export type {
  TreeEvent,
  TreeWatcher,
  WatchEffects,
  WatchOptions,
  WatchRunOptions,
} from './watch/WatchOptions.js';
export { watchRun, type Watcher } from './watch/watchRun.js';
