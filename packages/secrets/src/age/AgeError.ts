/** Which part of an age file was at fault. */
export type AgeFault = 'armor' | 'header' | 'mac' | 'no_match' | 'payload' | 'key';

/**
 * An age file or key that cannot be used. `no_match` means the file is well formed but not for the given key;
 * everything else means it is malformed or damaged.
 */
export class AgeError extends Error {
  override readonly name = 'AgeError';
  readonly fault: AgeFault;

  constructor(fault: AgeFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
