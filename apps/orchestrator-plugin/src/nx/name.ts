/** How Nx names the plugin in what it prints. */
export const name = '@aim/orchestrator-plugin/nx';
