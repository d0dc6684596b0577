/** How the content of a group is named: XXH64 costs next to nothing, the others are cryptographic and cost time. */
export const hashAlgorithms = ['xxh64', 'sha256', 'sha512', 'sha1', 'blake2b512'] as const;

export type HashAlgorithm = (typeof hashAlgorithms)[number];
