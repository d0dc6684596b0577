import type { IncomingHttpHeaders } from 'node:http';

/** Text or bytes by path inside the package, `/` between the parts. */
export type PackageFiles = Readonly<Record<string, string | Uint8Array>>;

interface Publication {
  /** When it is said to have been published; unsaid, years ago. A number is ms since the epoch. */
  readonly publishedAt?: Date | number | string;
}

/** A package.json in parts; a field that is not listed here is taken over into it as it is. */
export interface NpmPackage extends Publication {
  readonly name: string;
  readonly version: string;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly files?: PackageFiles;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly deprecated?: string;
  /** The tag that is moved to it; unsaid, `latest`. */
  readonly tag?: string;
  readonly [field: string]: unknown;
}

export interface PythonPackage extends Publication {
  readonly name: string;
  readonly version: string;
  /** Commands: name → `module:function`. */
  readonly entryPoints?: Readonly<Record<string, string>>;
  readonly files?: PackageFiles;
  /** Requirements, such as `other>=1`. */
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
  readonly yanked?: boolean | string;
  /** Served as the wheel instead of one built from the fields above. */
  readonly wheel?: Buffer;
  /** Served as source that has to be built, running `buildScript` (Python), instead of as a wheel. */
  readonly sdist?: boolean;
  readonly buildScript?: string;
}

export interface LoggedRequest {
  readonly method: string;
  /** Decoded, without query: `/@s/n`, `/simple/name/`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The failure it was given, where it was given one. */
  readonly failed?: Failure['kind'];
}

/** The whole path, a pattern the path has, or a function. */
export type RequestMatcher = string | RegExp | ((request: LoggedRequest) => boolean);

/** From the `nth` matching request on (1, unsaid), so many `times` (unsaid, always). */
export type Failure = { readonly nth?: number; readonly times?: number } & (
  | { readonly kind: 'status'; readonly status?: number }
  /** Unsaid, the same archive with a bit changed that only its hash tells. */
  | { readonly kind: 'wrong-bytes'; readonly body?: Buffer }
  /** All of the headers, half of the body, then the connection ends. */
  | { readonly kind: 'truncate' }
  /** No answer until `close`. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'trickle'; readonly bytes?: number; readonly everyMs?: number }
  | { readonly kind: 'reset' }
);

export interface ActiveFailure {
  /** How many requests were given it so far. */
  readonly hits: number;
  remove(): void;
}

export interface LoopbackServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Every request in the order they came, failed ones too. */
  readonly requests: readonly LoggedRequest[];
  /** Where several apply to a request, the one added first is given. */
  fail(matcher: RequestMatcher, how: Failure | Failure['kind']): ActiveFailure;
  /** The first such request, past or to come. */
  requested(matcher: RequestMatcher): Promise<LoggedRequest>;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

export interface NpmRegistry extends LoopbackServer {
  publish(definition: NpmPackage): void;
  /** One version, or the whole package. */
  unpublish(name: string, version?: string): void;
}

export interface PythonIndex extends LoopbackServer {
  /** What pip and uv take as their index. */
  readonly simpleUrl: string;
  publish(definition: PythonPackage): void;
  yank(name: string, version: string, reason?: string): void;
  unpublish(name: string, version?: string): void;
}

export type NpmBehaviour =
  | 'good'
  | 'broken'
  | 'hanging'
  | 'forking'
  | 'flooding'
  | 'missing-bin'
  | 'failing-postinstall'
  | 'escaping-postinstall'
  | 'hanging-postinstall';

export type PythonBehaviour =
  | 'good'
  | 'broken'
  | 'hanging'
  | 'forking'
  | 'flooding'
  | 'missing-bin'
  | 'failing-build'
  | 'escaping-build'
  | 'hanging-build';

export interface SampleTool<Behaviour extends string> extends Publication {
  readonly name: string;
  readonly version: string;
  /** Unsaid, the name without its scope. */
  readonly command?: string;
  readonly behaviour?: Behaviour;
  /**
   * Where an escaping one writes (unsaid, `escaped.txt` in HOME), and where a forking one writes the process id of
   * what it leaves behind (unsaid, nowhere).
   */
  readonly writesTo?: string;
  /** How much a flooding one prints before its version; unsaid, 32 MiB. */
  readonly outputBytes?: number;
}

export function npmTarball(definition: NpmPackage): Buffer;
export function pythonWheel(definition: PythonPackage): Buffer;
export function pythonSdist(definition: PythonPackage): Buffer;
export function sampleNpmTool(tool: SampleTool<NpmBehaviour> & Partial<NpmPackage>): NpmPackage;
export function samplePythonTool(tool: SampleTool<PythonBehaviour> & Partial<PythonPackage>): PythonPackage;
export function startNpmRegistry(content?: {
  readonly packages?: readonly NpmPackage[];
}): Promise<NpmRegistry>;
export function startPythonIndex(content?: {
  readonly packages?: readonly PythonPackage[];
  /** Has pip, setuptools and wheel too, which pipx brings up to date before its first installation. */
  readonly packagingTools?: boolean;
  /** False: HTML only. */
  readonly json?: boolean;
  /** False: no metadata beside the wheels. */
  readonly metadata?: boolean;
}): Promise<PythonIndex>;
/** The whole environment for a child, the managers' command folders on its PATH. Writes an `.npmrc` into `home`, which lets npm publish. */
export function registryEnvironment(where: {
  /** A server that is not given is replaced by an address that refuses. */
  readonly npm?: { readonly url: string };
  readonly python?: { readonly url: string };
  /** Everything the managers write is below it. */
  readonly home: string;
  /** Where requests to other hosts go; unsaid they are refused. */
  readonly proxy?: string;
  /** Where pipx has its own pip, which takes seconds to make; unsaid, below `home`. Tests may share it. */
  readonly pipxShared?: string;
  readonly base?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
}): Record<string, string>;
