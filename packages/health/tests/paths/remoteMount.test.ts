import { describe, expect, it } from 'vitest';
import { networkMount, parseMounts, remoteMount } from '../../src/paths/remoteMount.js';

const info = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
31 27 0:45 / /mnt/my\\040nas rw,relatime shared:2 master:1 - nfs4 server:/export rw
32 27 0:46 / /mnt/share rw - cifs //server/share rw
33 32 254:1 / /mnt/share/local rw - ext4 /dev/vdb rw
34 27 0:47 / /home/me/ssh rw - fuse.sshfs me@host: rw
35 27 0:48 / /layers rw - fuse.fuse-overlayfs x rw
36 27 0:49 / /mnt/c rw - 9p drvfs rw
37 27 0:50 / /again rw - nfs a:/b rw
39 27 0:52 / /private rw - fuse.gocryptfs /home/me/.private rw
38 27 0:51 / /again rw - tmpfs tmpfs rw
a line that is none
`;
const mounts = parseMounts(info);

describe('remoteMount', () => {
  it.each([
    ['/home/me', undefined],
    ['/mnt/my nas', '/mnt/my nas'],
    ['/mnt/my nas/deep/file', '/mnt/my nas'],
    ['/mnt/my nascent', undefined],
    ['/mnt/share/x', '/mnt/share'],
    ['/mnt/share/local/x', undefined],
    ['/home/me/ssh/x', '/home/me/ssh'],
    ['/layers/x', undefined],
    ['/mnt/c/Users', undefined],
    ['/again/x', undefined],
  ])('on Linux tells from the mounts what %s lies on', (path, expected) => {
    expect(remoteMount(path, 'linux', mounts)).toBe(expected);
  });

  it.each([
    ['\\\\server\\share\\folder', '\\\\server\\share\\'],
    ['//server/share/folder', '//server/share/'],
    ['\\\\?\\C:\\folder', undefined],
    ['C:\\folder', undefined],
  ])('on Windows takes %s for what its form says', (path, expected) => {
    expect(remoteMount(path, 'win32', [])).toBe(expected);
  });

  it.each([
    ['/Volumes/nas/x', '/Volumes/nas'],
    ['/Users/me', undefined],
  ])('on macOS goes by the folder of volumes: %s', (path, expected) => {
    expect(remoteMount(path, 'darwin', [])).toBe(expected);
  });
});

describe('networkMount', () => {
  it.each([
    ['linux', '/mnt/my nas/deep', '/mnt/my nas'],
    ['linux', '/home/me/ssh/x', '/home/me/ssh'],
    ['linux', '/home/me', undefined],
    ['linux', '/private/x', undefined],
    ['win32', '\\\\server\\share\\folder', '\\\\server\\share\\'],
    ['win32', 'C:\\folder', undefined],
    ['darwin', '/Network/Servers/x', '/Network/Servers'],
    ['darwin', '/Volumes/disk/x', undefined],
  ] as const)('leaves out what may be a local disk (%s %s)', (platform, path, expected) => {
    expect(networkMount(path, platform, mounts)).toBe(expected);
  });
});

describe('parseMounts', () => {
  it('leaves out a machine where all is local', () => {
    expect(
      parseMounts('27 1 254:0 / / rw - ext4 /dev/vda rw\n28 27 0:1 / /tmp rw - tmpfs tmpfs rw\n'),
    ).toEqual([]);
  });

  it.each([
    'nfs',
    'nfs4',
    'cifs',
    'smb3',
    'smbfs',
    'ncpfs',
    'afs',
    'ceph',
    'coda',
    'glusterfs',
    'lustre',
    'gpfs',
  ])('knows that %s is none of it', (type) => {
    const mounted = parseMounts(
      `27 1 254:0 / / rw - ext4 /dev/vda rw\n31 27 0:45 / /far rw - ${type} a:/b rw\n`,
    );
    expect(remoteMount('/far/x', 'linux', mounted)).toBe('/far');
    expect(networkMount('/far/x', 'linux', mounted)).toBe('/far');
  });
});
