/**
 * Whether a request is meant: by its whole path, by a pattern its path has, or by a function.
 *
 * @param {import('./registries.mjs').RequestMatcher} matcher
 * @param {import('./registries.mjs').LoggedRequest} request
 * @returns {boolean}
 */
export function matches(matcher, request) {
  if (typeof matcher === 'function') return matcher(request);
  return typeof matcher === 'string' ? request.path === matcher : matcher.test(request.path);
}
