import { expect, it } from 'vitest'
import { putFirstStyles } from '../../../src/build/first-styles.ts'

const page = (styles: string) =>
  `<html><head><style>${styles}</style></head><body><p class="lead big">Quầy</p></body></html>`

it('keeps the first screen’s rules before it, and all of them in their order after it', () => {
  const all =
    'p{margin:0}.lead,.later{color:red}.lead .later{top:0}.later{left:0}@media print{p{top:0}}@media (width>9em){.big{top:1px}}'
  const html = putFirstStyles(page(all))
  const [before = '', after = ''] = [...html.matchAll(/<style>(.*?)<\/style>/g)].map(([, styles]) => styles)
  expect(before).toBe('p{margin:0}.lead,.later{color:red}@media (width>9em){.big{top:1px}}')
  expect(after).toBe(all)
  expect(html.indexOf(after)).toBeGreaterThan(html.indexOf('Quầy'))
})

it('takes no document without styles, nor one with two elements of them', () => {
  expect(() => putFirstStyles('<body></body>')).toThrow('one style element')
  expect(() => putFirstStyles(page('p{}</style><style>'))).toThrow('one style element')
})
