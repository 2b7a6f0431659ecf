/** The name of a number that only a later minor version of a format has a name for. */
export type UnknownValue = `unknown-${number}`

/** Whether a name is one that only a later version knows. */
export function isUnknownValue(name: string): name is UnknownValue {
  return name.startsWith('unknown-')
}
