import { ToolsDetect } from './detect.js';
import { ToolsInstall } from './install.js';
import { ToolsList } from './list.js';
import { ToolsRollback } from './rollback.js';
import { Route } from './route.js';
import { ToolsUninstall } from './uninstall.js';
import { ToolsUpdate } from './update.js';
import { ToolsVerify } from './verify.js';

export const toolsCommands = [
  Route,
  ToolsList,
  ToolsDetect,
  ToolsInstall,
  ToolsUninstall,
  ToolsUpdate,
  ToolsVerify,
  ToolsRollback,
];
