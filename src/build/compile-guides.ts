import { readFileSync } from 'node:fs'
import { readAddressTable } from '../core/address/address-table.ts'
import { articlesKind } from '../core/content/articles-kind.ts'

export const guideLanguages = ['vi', 'en', 'ko', 'zh', 'ja'] as const

/** When the guides were held against the law the last time. */
const AS_OF = '2026-11-29'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The pack of guides in a language. @throws Error naming what cannot be taken */
export function compileGuides(language: (typeof guideLanguages)[number]): string {
  const table = readAddressTable(read('../../public/addresses.txt'))
  const provinces = table.ok ? table.value.provinces.map(({ code }) => code) : []
  const known = { provinces: new Set(provinces), wards: new Set<string>() }
  const list = articlesKind.importList?.(read(`guides/${language}.md`), { known, asOf: AS_OF })
  if (!list?.ok) throw new Error(`guides/${language}.md has no guides`)
  const [fault] = list.value.refused
  if (fault)
    throw new Error(`guides/${language}.md, guide ${fault.row}: ${fault.field} ${fault.why} ${fault.line}`)
  const pack = articlesKind.write(list.value.table, known)
  if (!pack.ok) throw new Error(`guides/${language}.md: ${pack.error.why}`)
  return pack.value
}
