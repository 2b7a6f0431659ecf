// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import '../../../../../src/app/screens/registration/registration-screens.tsx'
import { LookupScreen } from '../../../../../src/app/screens/lookup/lookup-screen.tsx'
import { tLookup } from '../../../../../src/app/texts/lookup-texts.ts'
import { tRegistration } from '../../../../../src/app/texts/registration-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import type { CardFace } from '../../../../../src/core/card/card.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { renderScreen, settle, stubIssuer } from '../../../../support/app/render-screen.tsx'

vi.mock('../../../../../src/ui/browser/solve-challenge.ts', () => ({
  solveChallenge: async () => 'c29sdXRpb24',
}))

const date = (text: string) => text as PartialDate
/** Monday, 30 November 2026, 8:00 in Vietnam. */
const NOW = Date.parse('2026-11-30T08:00:00+07:00') / 1000

const face: CardFace = {
  bhytNumber: 'DN4010199990001',
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: date('1985-03-05'),
  facilityCode: '01004',
  validFrom: date('2026-01-01'),
  validTo: date('2027-12-31'),
  benefitLevel: 4,
}

function withCard(more: Partial<CardFace> = {}): Partial<AppState> {
  const card = {
    cardId: 'a',
    origin: 'issued' as const,
    relation: 'self' as const,
    face: { ...face, ...more },
    hospitalText: '',
    position: 0,
    updatedAt: NOW,
    desksVerify: false,
  }
  return {
    now: NOW,
    summary: { cards: [card], sequence: 1, signedIn: true, holderKeys: 'none' },
  }
}

const search = () => tLookup('lookup.search')

/** The screen over the files that come with the app. */
async function open(state: Partial<AppState> = withCard()) {
  vi.stubGlobal('fetch', async (path: string) => new Response(readFileSync(`public${path}`)))
  return renderScreen(<LookupScreen />, { now: NOW, ...state })
}

async function openPlace(query: string, name: RegExp, state?: Partial<AppState>) {
  const screen = await open(state)
  await screen.fill(search(), query)
  const found = [...document.querySelectorAll('.entries button')].find((each) => name.test(each.textContent))
  await screen.press(found?.textContent ?? `${name}`)
  return screen
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

describe('before the directory is on the phone', () => {
  it('says so, and how it comes', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }))
    const { text, press } = await renderScreen(<LookupScreen />, withCard())
    expect(text()).toContain(tLookup('lookup.missing'))
    vi.stubGlobal('fetch', async (path: string) => new Response(readFileSync(`public${path}`)))
    await press(tLookup('lookup.retry'))
    expect(text()).toContain(tLookup('lookup.searchHint'))
  })
})

describe('before going', () => {
  it('says what holds for this place, this card and this moment', async () => {
    const { text } = await openPlace('dong da', /^Bệnh viện đa khoa Đống Đa/)
    expect(text()).toContain(tLookup('lookup.accepts.contract'))
    expect(text()).toContain(tLookup('lookup.open.until', { time: '16:30' }))
    expect(text()).toContain(tLookup('lookup.outpatient', { percent: 80 }))
    expect(text()).toContain(tLookup('lookup.full'))
    expect(text()).toContain('Luật')
    expect(text()).toContain(tLookup('lookup.desk.unknown'))
    expect(text()).toContain(tLookup('lookup.bringShort'))
  })

  it('says of what nothing is known that it is not known', async () => {
    const { text } = await openPlace('trung uong quan doi 108', /108/, withCard({ facilityCode: '79024' }))
    expect(text()).toContain(tLookup('lookup.outpatientNone'))
    const station = await openPlace('tyt lang', /phường Láng/)
    expect(station.text()).toContain(tLookup('lookup.accepts.unknown'))
    expect(station.text()).toContain(tLookup('lookup.open.unknown'))
  })

  it('says first that a card is over', async () => {
    const over = withCard({ validTo: date('2026-10-31') })
    const { text } = await openPlace('dong da', /^Bệnh viện đa khoa Đống Đa/, over)
    expect(text()).toContain(tLookup('lookup.accepts.card-over', { date: '31/10/2026' }))
  })
})

describe('the list', () => {
  it('says what the card is good for, and keeps to where it is paid in full', async () => {
    const { text, fill, choose } = await open()
    await fill(search(), 'benh vien')
    expect(text()).toContain(tLookup('lookup.row.none'))
    await choose(tLookup('lookup.onlyFull'))
    expect(text()).not.toContain(tLookup('lookup.row.none'))
    expect(text()).toContain('Bệnh viện đa khoa Đống Đa')
  })

  it('names the old district that an office serves today', async () => {
    const { text, fill } = await open()
    await fill(search(), 'bhxh gò vấp cũ')
    expect(text()).toContain(tLookup('lookup.row.former', { districts: 'Gò Vấp' }))
  })

  it.each(['bệnh viện gần đây', 'tram y te gan nhat', '附近的医院'])(
    'offers what is near where that is what is typed: %s',
    async (query) => {
      const { text, fill } = await open()
      await fill(search(), 'bệnh viện gần')
      expect(text()).not.toContain(tLookup('lookup.near'))
      await fill(search(), query)
      expect(text()).toContain(tLookup('lookup.near'))
    },
  )

  it('has collection points', async () => {
    const { text, fill } = await open()
    await fill(search(), 'diem thu hoan kiem')
    expect(text()).toContain('Bưu điện Hoàn Kiếm')
  })

  it('does without a card', async () => {
    const { text } = await openPlace('dong da', /^Bệnh viện đa khoa Đống Đa/, {})
    expect(text()).toContain(tLookup('lookup.accepts.contract'))
    expect(text()).toContain(tLookup('lookup.noCard'))
  })
})

describe('one’s own number', () => {
  const ask = 'POST /api/registrations/look-ups'

  it('is that of the cards, found in the same field, with nothing asked', async () => {
    const { text, fill, hasButton } = await open(withCard({ bhxhCode: '0199990001' }))
    await fill(search(), 'mã số bhxh của tôi')
    await settle()
    expect(text()).toContain('0199990001')
    expect(hasButton(tLookup('lookup.near'))).toBe(false)
  })

  it('is asked for by name, date of birth and identity number where there is no card', async () => {
    const { fill, press, text, errorOf } = await open({})
    const issuer = stubIssuer({ [ask]: { body: { bhxhCode: '0199990007' } } })
    await fill(tLookup('lookup.kind'), 'number')
    await settle()
    await press(tRegistration('lookUp.ask'))
    expect(errorOf(tUi('details.fullName'))).not.toBeUndefined()
    expect(issuer.asked).toEqual([])
    await fill(tUi('details.fullName'), 'Nguyễn Thị Mẫu')
    await fill(tUi('details.dateOfBirth'), '15/03/1958')
    await fill(tRegistration('lookUp.identity'), '001158000001')
    await press(tRegistration('lookUp.ask'))
    expect(text()).toContain('0199990007')
    expect(issuer.bodies(ask)).toMatchObject([{ identityNumber: '001158000001', dateOfBirth: '1958-03-15' }])
  })

  it('says without a network that it takes one', async () => {
    const { fill, text } = await open({ online: false })
    await fill(tLookup('lookup.kind'), 'number')
    await settle()
    expect(text()).toContain(tRegistration('lookUp.offline'))
  })
})

describe('employers of one’s own history', () => {
  it('are none where there is no history', async () => {
    const { fill, text } = await open()
    await fill(tLookup('lookup.kind'), 'employer')
    expect(text()).toContain(tLookup('lookup.employer.none'))
  })
})

describe('participating employers', () => {
  const asks = 'POST /api/employers/searches'
  const name = 'Công ty TNHH Mẫu Dệt May Phú Thịnh'

  async function openEmployers(answers: Parameters<typeof stubIssuer>[0], state: Partial<AppState> = {}) {
    const screen = await open({ ...withCard(), ...state })
    const sent = stubIssuer(answers)
    await screen.fill(tLookup('lookup.kind'), 'employer')
    await screen.fill(search(), 'phú thịnh')
    return { ...screen, sent }
  }
  const button = () => tLookup('lookup.employer.ask', { query: 'phú thịnh' })

  it('are asked for on the tap alone, and it says before who is asked', async () => {
    const body = { employers: [{ taxCode: '9900000001001', name }], isMore: false }
    const { text, press, sent } = await openEmployers({ [asks]: { body } })
    expect(text()).toContain(tLookup('lookup.employer.asksInsurer'))
    expect(sent.asked).toEqual([])
    await press(button())
    expect(text()).toContain(name)
    expect(text()).toContain('9900000001-001')
    expect(sent.bodies(asks)).toMatchObject([{ query: 'phú thịnh' }])
    expect(sent.asked.join()).not.toMatch(/ph%C3%BA|phu|phú/)
  })

  it('are said not to be found, and that there are more', async () => {
    const none = await openEmployers({ [asks]: { body: { employers: [], isMore: false } } })
    await none.press(button())
    expect(none.text()).toContain(tLookup('lookup.employer.notFound', { query: 'phú thịnh' }))
    const body = { employers: [{ taxCode: '9900000001', name }], isMore: true }
    const many = await openEmployers({ [asks]: { body } })
    await many.press(button())
    expect(many.text()).toContain(tLookup('lookup.employer.first', { query: 'phú thịnh', number: 1 }))
  })

  it('can be asked for again after a failure', async () => {
    const { press, text, hasButton } = await openEmployers({ [asks]: 'no network' })
    await press(button())
    expect(text()).not.toContain(tLookup('lookup.employer.notFound', { query: 'phú thịnh' }))
    expect(document.querySelector('[role=alert]')).not.toBeNull()
    expect(hasButton(button())).toBe(true)
  })

  it('need a network, and a few letters', async () => {
    const { text, hasButton, fill } = await openEmployers({}, { online: false })
    expect(text()).toContain(tLookup('lookup.employer.offline'))
    expect(hasButton(button())).toBe(false)
    const online = await openEmployers({})
    await online.fill(search(), 'ph')
    expect(online.text()).toContain(tLookup('lookup.employer.typeMore'))
    await fill(search(), '')
  })
})
