import { describe, expect, it } from 'vitest'
import { type ArticleEntry, readArticlePack } from '../../../../src/core/article/article-pack.ts'
import { concernsHolder } from '../../../../src/core/article/concerns.ts'
import { searchArticles } from '../../../../src/core/article/search-articles.ts'
import type { CardFace } from '../../../../src/core/card/card.ts'
import { articlesKind } from '../../../../src/core/content/articles-kind.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'

const entry: ArticleEntry = {
  id: 'mat-may',
  title: 'Mất điện thoại thì làm gì',
  date: '2026-11-29',
  source: 'Luật',
  body: [['p', 'Khóa máy ', ['a', '/mat-may', 'ở đây'], ', gọi ', ['a', 'tel:19009068', 'tổng đài']]],
}
const pack = (...entries: object[]) => JSON.stringify({ asOf: '2026-11-29', entries })
const known = { provinces: new Set(['01', '79']), wards: new Set<string>() }

describe('a pack of articles', () => {
  it('is read', () => {
    expect(readArticlePack(pack(entry))).toEqual({
      ok: true,
      value: { asOf: '2026-11-29', entries: [entry] },
    })
  })

  const refused: Record<string, string> = {
    'no JSON': '{',
    'an id twice': pack(entry, entry),
    'an id in capitals': pack({ ...entry, id: 'A1' }),
    'no source': pack({ ...entry, source: '' }),
    'a title with a mark of direction': pack({ ...entry, title: 'a\u202eb' }),
    'a date that is none': pack({ ...entry, date: '2026-13-01' }),
    'a body of another kind': pack({ ...entry, body: [['script', 'x']] }),
    'a link elsewhere': pack({ ...entry, body: [['p', ['a', 'https://evil.com/', 'x']]] }),
    'too many': pack(...Array.from({ length: 61 }, (_, at) => ({ ...entry, id: `a${at}` }))),
  }
  for (const [name, text] of Object.entries(refused))
    it(`is refused with ${name}`, () => {
      expect(readArticlePack(text)).toEqual({ ok: false, error: 'articles_unreadable' })
    })

  it('is the same after officers have looked at it', () => {
    const whole = {
      ...entry,
      summary: 'Khóa',
      until: '2027-01-01',
      groups: ['HT'],
      provinces: ['01'],
      ages: [5, 6],
      specimen: true,
    }
    const table = articlesKind.read(pack(whole))
    const written = table.ok ? articlesKind.write(table.value, known) : undefined
    expect(written?.ok && JSON.parse(written.value)).toEqual(JSON.parse(pack(whole)))
  })

  it('says which field and line an officer has to mend', () => {
    const table = articlesKind.read(pack(entry))
    if (!table.ok) throw new Error(table.error)
    const write = (change: object) =>
      articlesKind.write(
        { ...table.value, rows: new Map([['mat-may', { ...table.value.rows.get('mat-may'), ...change }]]) },
        known,
      )
    const faults = [
      [{ body: 'a\n\n<b>x</b>' }, { why: 'text_html', field: 'body', line: 3 }],
      [{ title: ' ' }, { why: 'name_missing', field: 'title' }],
      [{ provinces: '01 99' }, { why: 'province_unknown', field: 'provinces' }],
      [{ date: 'hôm nay' }, { why: 'value_unknown', field: 'date' }],
      [{ groups: 'hưu' }, { why: 'value_unknown', field: 'groups' }],
    ] as const
    for (const [change, fault] of faults)
      expect(write(change)).toEqual({ ok: false, error: { ...fault, key: 'mat-may' } })
  })

  it('guards the hosts and numbers that it leads to', () => {
    const table = articlesKind.read(
      pack({ ...entry, body: [...entry.body, ['p', ['a', 'https://baohiemxahoi.gov.vn/x', 'x']]] }),
    )
    const row = table.ok ? table.value.rows.get('mat-may') : undefined
    expect(row && articlesKind.protectedValues(row)).toEqual(['phone 19009068', 'host baohiemxahoi.gov.vn'])
  })

  it('is written in one file, each entry under its id', () => {
    const text =
      '# mot\ntitle: Một\ndate: 2026-01-01\nsource: Luật\n\nHai **ba**\n\n# sai\ntitle: x\n\n`code`'
    const list = articlesKind.importList?.(text, { known, asOf: '2026-11-29' })
    expect(list?.ok && [...list.value.table.rows.keys()]).toEqual(['mot'])
    expect(list?.ok && list.value.refused).toEqual([{ why: 'text_part', field: 'body', line: 1, row: 2 }])
  })
})

describe('what concerns a holder', () => {
  const face: CardFace = {
    bhytNumber: 'HT2790199990001',
    fullName: 'NGUYỄN VĂN MẪU',
    dateOfBirth: '1960-05-20' as PartialDate,
    facilityCode: '77001',
  }
  const cases: [string, Parameters<typeof concernsHolder>[0], boolean][] = [
    ['nobody in particular', {}, false],
    ['their group', { groups: ['DN', 'HT'] }, true],
    ['another group', { groups: ['TE'] }, false],
    ['the province of today in which the place of a card lies', { provinces: ['79'] }, true],
    ['another province', { provinces: ['01'] }, false],
    ['their age, the birthday being over', { ages: [66, 66] }, true],
    ['an age that they are past', { ages: [0, 65] }, false],
    ['group and province', { groups: ['HT'], provinces: ['79'] }, true],
    ['their group in another province', { groups: ['HT'], provinces: ['01'] }, false],
  ]
  for (const [name, concerned, expected] of cases)
    it(`says ${expected} of ${name}`, () => {
      expect(concernsHolder(concerned, [face], '2026-11-29')).toBe(expected)
    })

  it('takes a birth date that is known in part at its end, and no group from a number of ten digits', () => {
    const old = { ...face, bhytNumber: '0123456789', dateOfBirth: '2020' as PartialDate }
    expect(concernsHolder({ ages: [6, 6] }, [old], '2026-11-29')).toBe(false)
    expect(concernsHolder({ ages: [5, 5] }, [old], '2026-11-29')).toBe(true)
    expect(concernsHolder({ groups: ['01'] }, [old], '2026-11-29')).toBe(false)
    expect(concernsHolder({ groups: ['HT'] }, [], '2026-11-29')).toBe(false)
  })
})

describe('searching', () => {
  const other = { ...entry, id: 'khac', title: 'Khác', body: [['p', 'Mất điện thoại giữa đường']] as const }
  const korean = { ...entry, id: 'han', title: '휴대전화를 잃어버렸을 때' }
  const find = (query: string) => searchArticles([other, entry, korean], query).map(({ id }) => id)
  it.each([
    ['mat dien thoai', ['mat-may', 'khac']],
    ['MẤT ví', []],
    ['tong dai', ['mat-may', 'han']],
    ['휴대전화', ['han']],
    ['khoa ma', ['mat-may', 'han']],
    ['', []],
    ['   ', []],
  ])('%s', (query, ids) => {
    expect(find(query)).toEqual(ids)
  })
})
