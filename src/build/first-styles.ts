/**
 * Styles of a document's first screen before it, all styles after it: what is parsed before the first paint
 * is less than half. All of them in their order again, so that the first ones change nothing in the end.
 *
 * @throws when the document has not exactly one style element
 */
export function putFirstStyles(html: string): string {
  const [[element = '', styles = ''] = [], ...others] = html.matchAll(/<style>([\s\S]*?)<\/style>/g)
  if (element === '' || others.length > 0) throw new Error('a first screen needs one style element')
  const names = [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '))
  const classes = new Set(names)
  const isFirst = (block: string) => {
    const selector = block.slice(0, block.indexOf('{'))
    if (selector.startsWith('@')) return !selector.startsWith('@media print')
    return selector
      .split(',')
      .some((each) => [...each.matchAll(/\.([a-z][\w-]*)/g)].every(([, name = '']) => classes.has(name)))
  }
  const first = splitBlocks(styles).filter(isFirst).join('')
  return html.replace(element, () => `<style>${first}</style>`).replace('</body>', () => `${element}</body>`)
}

/** The rules of minified styles, each with what stands in its braces. */
function splitBlocks(styles: string): string[] {
  const blocks: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < styles.length; at++) {
    if (styles[at] === '{') depth++
    if (styles[at] !== '}' || --depth > 0) continue
    blocks.push(styles.slice(from, at + 1))
    from = at + 1
  }
  return blocks
}
