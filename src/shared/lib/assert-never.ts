/** Makes a forgotten case of a discriminated union a compile error; throws if one gets here at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
