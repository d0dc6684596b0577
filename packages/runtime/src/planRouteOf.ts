import { builtInAdapters } from '@aim/adapters';
import { planRoute, type RoutePlan, type RouteRequest } from '@aim/registry';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';

/** Which tools would be tried for a capability, and why. Starts nothing. */
export function planRouteOf(settings: Settings, request: RouteRequest): RoutePlan {
  const { env, platform } = settings;
  return planRoute(registryOf(settings), request, {
    env,
    platform,
    builtInAdapter: (id) => builtInAdapters.find((adapter) => adapter.id === id),
  });
}
