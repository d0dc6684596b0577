/** A bundle as one CommonJS function, the way `aim` hands it to V8: joining the text at every start would copy it twice. */
export function asFunction(text) {
  return `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
}
