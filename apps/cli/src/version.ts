declare const AIM_VERSION: string | undefined;

/** The version of the product; the bundler fills it in. */
export const aimVersion = typeof AIM_VERSION === 'string' ? AIM_VERSION : 'source';
