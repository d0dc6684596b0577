import { displayText } from '@aim/core';
import { quoteXml } from '../quoting/quoteXml.js';
import { runPowerShell } from '../system/runPowerShell.js';
import { toolEnvironment } from '../system/toolEnvironment.js';
import type { AlertEffects, ChannelOutcome } from './AlertChannels.js';
import { testRecordId, type AlertRecord } from './AlertRecord.js';

const title = 'AIM alert';

/** Shows a notification on the desktop. A desktop that cannot show one is an outcome. */
export async function notifyDesktop(
  record: AlertRecord,
  effects: Required<AlertEffects>,
): Promise<ChannelOutcome> {
  const text = messageOf(record);
  if (effects.platform === 'win32') {
    return outcome('PowerShell', await runPowerShell(toastScript, { title, text }, effects));
  }
  const mac = effects.platform === 'darwin';
  const tool = mac ? 'osascript' : 'notify-send';
  const file = effects.find(tool);
  if (file === undefined) return failed(`The program ${tool} is not in PATH.`);
  const args = mac ? [...appleScript, title, text] : ['--app-name=aim', '--', title, quoteXml(text)];
  const env = toolEnvironment(effects.env);
  return outcome(tool, await effects.runner({ file, args, env, timeoutMs: 10_000 }));
}

function messageOf({ RecordId, Accesses, ObjectName }: AlertRecord): string {
  if (RecordId === testRecordId) return 'This is a test.';
  const verb = Accesses === 'DELETE' ? 'Deleted' : 'Written';
  return `${verb} outside the allowed folders: ${displayText(ObjectName)}`;
}

// The texts arrive as arguments, so no character of a file name is read as a script.
const appleScript = [
  '-e',
  'on run argv',
  '-e',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  '-e',
  'end run',
];

// A toast needs a registered application; Windows PowerShell is one on every machine.
const toastScript = `
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$content = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $content.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($content.CreateTextNode([string]$data.title))
[void]$texts.Item(1).AppendChild($content.CreateTextNode([string]$data.text))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$toast = [Windows.UI.Notifications.ToastNotification]::new($content)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)`;

function outcome(
  tool: string,
  result: { readonly exitCode: number | null; readonly timedOut: boolean },
): ChannelOutcome {
  if (result.exitCode === 0) return { channel: 'desktop', ok: true };
  return failed(
    result.timedOut ? `${tool} did not end in time.` : `${tool} could not show the notification.`,
  );
}

function failed(reason: string): ChannelOutcome {
  return { channel: 'desktop', ok: false, reason };
}
