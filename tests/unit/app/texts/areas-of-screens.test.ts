import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const app = resolve(import.meta.dirname, '../../../../src/app')

/** The areas that the code of a screen speaks: those of the files that it is loaded with. */
function areasSpoken(entry: string): Set<string> {
  const areas = new Set<string>()
  const seen = new Set<string>()
  const walk = (file: string) => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return
    seen.add(file)
    const text = readFileSync(file, 'utf8')
    for (const [, names = '', specifier = ''] of text.matchAll(/^import ([^'"]*?) from '(\.[^']+)'/gm)) {
      const area = /texts\/(\w+)-texts\.ts$/.exec(specifier)?.[1]
      if (area && /\bt[A-Z]/.test(names)) areas.add(area)
      if (!names.startsWith('type ')) walk(resolve(dirname(file), specifier))
    }
  }
  walk(entry)
  return areas
}

/** The table of screens, and the place that keeps its texts out of it. */
const tables = ['routes.tsx', 'screens/inbox/inbox-place.tsx'].map((file) => resolve(app, file))
const rows = tables.flatMap((table) =>
  [...readFileSync(table, 'utf8').matchAll(/texts: \[([^\]]*)\],\s+load: [\s\S]*?import\('([^']+)'\)/g)].map(
    ([, texts = '', file = '']) => ({
      file,
      path: resolve(dirname(table), file),
      listed: texts
        .split(', ')
        .map((each) => each.replace('Texts', ''))
        .filter(Boolean),
    }),
  ),
)

describe('the texts that a screen is loaded with', () => {
  it('are read from the table', () => {
    expect(rows.length).toBeGreaterThan(8)
  })

  it.each(rows)('are those that $file speaks, none more', ({ path, listed }) => {
    expect([...areasSpoken(path)].sort()).toEqual([...listed].sort())
  })
})
