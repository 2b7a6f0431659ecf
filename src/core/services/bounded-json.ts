/**
 * Whether a value is plain JSON within bounds: at most so many levels and values. Without recursion, so that
 * no nesting, however deep, can end the program; whoever walks the value afterwards may recurse.
 */
export function isBoundedJson(value: unknown, { depth, nodes }: { depth: number; nodes: number }): boolean {
  let left = nodes
  const open: { value: unknown; level: number }[] = [{ value, level: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: current, level } = next
    if (--left < 0 || level > depth) return false
    if (typeof current === 'object' && current !== null) {
      const prototype: unknown = Object.getPrototypeOf(current)
      if (!Array.isArray(current) && prototype !== Object.prototype && prototype !== null) return false
      const inner: unknown[] = Array.isArray(current) ? current : Object.values(current)
      if (inner.length > left) return false
      for (const each of inner) open.push({ value: each, level: level + 1 })
    } else if (typeof current === 'number' ? !Number.isFinite(current) : !isScalar(current)) return false
  }
  return true
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

/**
 * One text for each JSON value, whatever the order of its keys: keys sorted by code unit, no blanks, numbers
 * as `JSON.stringify` has them (RFC 8785 for what occurs here: integers, texts, booleans). Hashes are taken
 * of its UTF-8 bytes.
 * @param value bounded JSON (`isBoundedJson`)
 */
export function toCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${toCanonicalJson(each)}`).join(',')}}`
}
