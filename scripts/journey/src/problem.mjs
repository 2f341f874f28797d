// Why the journey cannot be made at all: bad input or no usable chain. One clear line, exit code 2.
export class Problem extends Error {}
