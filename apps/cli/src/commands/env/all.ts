import { EnvApply } from './apply.js';
import { EnvRemove } from './remove.js';
import { EnvShow } from './show.js';

export const envCommands = [EnvShow, EnvApply, EnvRemove];
