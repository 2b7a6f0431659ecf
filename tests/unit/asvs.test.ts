import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** How many requirements each section of ASVS 5.0.0 has at level 2, and in V6, V7 and V10 at level 3. */
const sections: Record<string, number> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '5.1': 1,
  '5.2': 3,
  '5.3': 2,
  '5.4': 3,
  '6.1': 3,
  '6.2': 12,
  '6.3': 8,
  '6.4': 6,
  '6.5': 8,
  '6.6': 4,
  '6.7': 2,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 3,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 3,
  '10.3': 5,
  '10.4': 16,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
  '11.1': 2,
  '11.2': 3,
  '11.3': 3,
  '11.4': 4,
  '11.5': 1,
  '11.6': 1,
  '12.1': 3,
  '12.2': 2,
  '12.3': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '14.1': 2,
  '14.2': 4,
  '14.3': 3,
  '15.1': 3,
  '15.2': 3,
  '15.3': 7,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
  '17.1': 1,
  '17.2': 4,
  '17.3': 2,
}

const text = readFileSync('docs/asvs.md', 'utf8')
const rows = [...text.matchAll(/^\| ([\d.]+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, number = '', status = '', why = '']) => ({ number, status, why }),
)

it('docs/asvs.md walks every requirement once, in order', () => {
  const expected = Object.entries(sections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  )
  expect(rows.map(({ number }) => number)).toEqual(expected)
  expect(expected).toHaveLength(273)
})

it('says of each where, why, or what was decided, and counts them rightly', () => {
  const count = (status: string) => rows.filter((row) => row.status === status).length
  const [met, foreign, unmet] = [count('met'), count('not applicable'), count('**not met**')]
  expect(met + foreign + unmet).toBe(rows.length)
  expect(text).toMatch(new RegExp(`Met are ${met}, not applicable ${foreign}, \\*\\*not met ${unmet}\\*\\*`))
  expect(unmet).toBeLessThanOrEqual(8)
  for (const { status, why } of rows) expect(why.startsWith('Decision')).toBe(status === '**not met**')
})
