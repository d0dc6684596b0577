import { ToolsDetect } from './detect.js';
import { ToolsList } from './list.js';
import { Route } from './route.js';

export const toolsCommands = [Route, ToolsList, ToolsDetect];
