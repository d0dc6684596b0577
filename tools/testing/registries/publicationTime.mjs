/** Long enough ago for any minimum age of a release. */
const longAgo = Date.UTC(2020, 0, 1);

/**
 * @param {Date | number | string} [time] In ms since the epoch where it is a number; unsaid it is years ago.
 * @returns {string} ISO 8601, in UTC.
 */
export function publicationTime(time = longAgo) {
  return new Date(time).toISOString();
}
