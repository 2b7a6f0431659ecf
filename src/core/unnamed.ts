/** The name of a number that only a later minor version of a format has a name for. */
export type Unnamed = `unknown-${number}`

/** Whether a name is one that only a later version knows. */
export function isUnnamed(name: string): name is Unnamed {
  return name.startsWith('unknown-')
}
