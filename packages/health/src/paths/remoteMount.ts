import { win32 } from 'node:path';

/** How a mount point is told from the text of `/proc/self/mountinfo` (see proc(5)). */
export interface Mount {
  readonly point: string;
  readonly type: string;
}

// Those whose calls wait for another machine or another process. 9p is left out: it is how WSL shows local disks.
const remoteType =
  /^(nfs\d?|cifs|smb\d|smbfs|ncpfs|afs|ceph|coda|glusterfs|lustre|gpfs|davfs|autofs|fuse|fuse\.(?!fuse-overlayfs$).*)$/;

const mayBeRemote = / - (nfs|cifs|smb|ncpfs|afs|ceph|coda|glusterfs|lustre|gpfs|davfs|autofs|fuse)/;

const networkType =
  /^(nfs\d?|cifs|smb\d|smbfs|ncpfs|afs|ceph|coda|glusterfs|lustre|gpfs|davfs|fuse\.(sshfs|rclone|s3fs|gcsfuse|juicefs|glusterfs|ceph.*|davfs.*|smbnetfs|gvfsd-fuse))$/;

/**
 * The mounts, later ones last: a later mount at the same point hides an earlier one. None when all of them are local,
 * since they need not be told apart then.
 */
export function parseMounts(mountInfo: string): readonly Mount[] {
  if (!mayBeRemote.test(mountInfo)) return [];
  return mountInfo.split('\n').flatMap((line) => {
    const [left, right] = line.split(' - ');
    const point = left?.split(' ')[4];
    const type = right?.split(' ')[0];
    return point === undefined || type === undefined ? [] : [{ point: unescapeOctal(point), type }];
  });
}

/**
 * The mount point, share or volume an absolute path lies on when calls to it may wait for a network or a daemon;
 * undefined for a local path. Drive letters count as local: what a letter stands for cannot be told without asking.
 */
export function remoteMount(
  path: string,
  platform: NodeJS.Platform,
  mounts: readonly Mount[],
): string | undefined {
  if (platform === 'win32') return /^[\\/]{2}(?![?.][\\/])/.test(path) ? win32.parse(path).root : undefined;
  if (platform === 'darwin') return /^\/(Volumes|Network|net)\/[^/]+/.exec(path)?.[0];
  return mountOfType(remoteType, path, mounts);
}

/**
 * The mount point or share of another machine that an absolute path lies on. Unlike {@link remoteMount} it leaves out
 * what may be a local disk: file systems that a program provides, for encryption for example, and macOS's volumes.
 */
export function networkMount(
  path: string,
  platform: NodeJS.Platform,
  mounts: readonly Mount[],
): string | undefined {
  if (platform === 'win32') return remoteMount(path, platform, mounts);
  if (platform === 'darwin') return /^\/(Network|net)\/[^/]+/.exec(path)?.[0];
  return mountOfType(networkType, path, mounts);
}

function mountOfType(type: RegExp, path: string, mounts: readonly Mount[]): string | undefined {
  let nearest: Mount | undefined;
  for (const mount of mounts) {
    if (isWithin(path, mount.point) && mount.point.length >= (nearest?.point.length ?? 0)) nearest = mount;
  }
  return nearest !== undefined && type.test(nearest.type) ? nearest.point : undefined;
}

function isWithin(path: string, point: string): boolean {
  return point === '/' || path === point || path.startsWith(`${point}/`);
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
