import { isJsonObject } from '../jsonObject.js';
import type { LegacySecret, LegacyStore } from './LegacyStore.js';
import { isOlderItem, olderService } from './olderItems.js';
import type { PowerShell } from './powerShell.js';

/** The calls of the Credential Manager, which PowerShell has no commands for. */
const credentials = `
Add-Type -TypeDefinition @'
using System; using System.Collections.Generic; using System.Runtime.InteropServices;
public static class AimCredentials {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  struct Credential {
    public uint Flags; public uint Type; public string TargetName; public string Comment;
    public System.Runtime.InteropServices.ComTypes.FILETIME LastWritten;
    public uint BlobSize; public IntPtr Blob; public uint Persist; public uint AttributeCount;
    public IntPtr Attributes; public string TargetAlias; public string UserName;
  }
  [DllImport("advapi32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool CredEnumerateW(string filter, uint flags, out uint count, out IntPtr credentials);
  [DllImport("advapi32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool CredDeleteW(string target, uint type, uint flags);
  [DllImport("advapi32.dll")]
  static extern void CredFree(IntPtr buffer);
  public static List<string[]> List(string service) {
    var found = new List<string[]>(); uint count; IntPtr all;
    if (!CredEnumerateW(null, 0, out count, out all)) {
      if (Marshal.GetLastWin32Error() == 1168) return found;
      throw new Exception("CredEnumerate failed");
    }
    try {
      for (int index = 0; index < count; index++) {
        var one = (Credential)Marshal.PtrToStructure(Marshal.ReadIntPtr(all, index * IntPtr.Size), typeof(Credential));
        if (one.Type != 1 || one.UserName == null) continue;
        if (one.TargetName != service && one.TargetName != one.UserName + "@" + service) continue;
        var blob = new byte[one.BlobSize];
        if (one.BlobSize > 0) Marshal.Copy(one.Blob, blob, 0, blob.Length);
        found.Add(new string[] { one.TargetName, one.UserName, Convert.ToBase64String(blob) });
      }
    } finally { CredFree(all); }
    return found;
  }
  public static bool Delete(string target) { return CredDeleteW(target, 1, 0); }
}
'@
`;

const list = `${credentials}
$items = @(foreach ($one in [AimCredentials]::List($in.service)) { @{ target = $one[0]; name = $one[1]; blob = $one[2] } })
ConvertTo-Json -Compress -Depth 4 -InputObject @{ items = $items }
`;

const remove = `${credentials}
$removed = @(foreach ($target in @($in.targets)) { if ([AimCredentials]::Delete($target)) { $target } })
ConvertTo-Json -Compress -InputObject @{ removed = $removed }
`;

interface Credential extends LegacySecret {
  readonly target: string;
}

/**
 * The Credential Manager, where Python's keyring keeps the item stored last as `aim-plus` and each earlier one as
 * `NAME@aim-plus`, both in UTF-16.
 */
export function windowsKeyring(powerShell: PowerShell): LegacyStore {
  const find = async (): Promise<readonly Credential[]> => {
    const answer = await powerShell(list, { service: olderService });
    return [isJsonObject(answer) ? answer.items : undefined]
      .flat()
      .filter(isCredential)
      .map(({ target, name, blob }) => ({
        target,
        name,
        value: Buffer.from(blob, 'base64').toString('utf16le'),
      }))
      .filter(({ name }) => isOlderItem(name));
  };
  return {
    location: 'Windows Credential Manager',
    read: async () => {
      // What stands under the service's own, shorter name is the newer of two, and the last one counts in the map.
      const found = [...(await find())].sort((left, right) => right.target.length - left.target.length);
      const secrets = new Map(found.map(({ name, value }) => [name, { name, value }]));
      return { secrets: [...secrets.values()], unreadable: [] };
    },
    remove: async (secrets) => {
      const found = await find();
      const gone = secrets.filter(({ name, value }) =>
        found.some(
          (item) => item.name === name && item.target === newestTarget(found, name) && item.value === value,
        ),
      );
      const targets = found.filter(({ name }) => gone.some((secret) => secret.name === name));
      if (targets.length === 0) return [];
      const answer = await powerShell(remove, { targets: targets.map(({ target }) => target) });
      const removed = isJsonObject(answer) ? [answer.removed].flat() : [];
      return gone
        .map(({ name }) => name)
        .filter((name) => targets.every((item) => item.name !== name || removed.includes(item.target)));
    },
  };
}

function newestTarget(found: readonly Credential[], name: string): string | undefined {
  const targets = found.filter((item) => item.name === name).map(({ target }) => target);
  return targets.includes(olderService) ? olderService : targets[0];
}

function isCredential(
  value: unknown,
): value is { readonly target: string; readonly name: string; readonly blob: string } {
  const item = value as Readonly<Record<string, unknown>> | null;
  return typeof item?.target === 'string' && typeof item.name === 'string' && typeof item.blob === 'string';
}
