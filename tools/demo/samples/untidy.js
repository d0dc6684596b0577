const greeting = 'hello';
var unused = 1;

export function greet(name) {
  if (name == null) {
    return greeting;
  }
  return greeting + ', ' + name;
}
