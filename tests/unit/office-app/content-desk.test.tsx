// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import type { ComponentChildren } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { readAddressTable } from '../../../src/core/address/address-table.ts'
import type { ContentDeskView, ContentDraftView } from '../../../src/core/api/content-desk-contract.ts'
import type { OfficerSessionView } from '../../../src/core/api/officer-contract.ts'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { comparePacks } from '../../../src/core/content/compare-packs.ts'
import type { PackRow, PackTable } from '../../../src/core/content/pack-kind.ts'
import { packKinds } from '../../../src/core/content/pack-kinds.ts'
import { ContentPlace } from '../../../src/office-app/content/content-place.tsx'
import { Difference } from '../../../src/office-app/content/difference.tsx'
import { FileUpload } from '../../../src/office-app/content/file-upload.tsx'
import { StaleNotice } from '../../../src/office-app/content/stale-notice.tsx'
import { DeskContext } from '../../../src/office-app/desk-context.ts'
import { formatOfficeTime, tOffice, tOfficeUi } from '../../../src/office-app/office-texts.ts'
import { renderPart, settle, stubIssuer } from '../../support/app/render-screen.tsx'
import { NOW } from '../../support/vectors/world.ts'

type Answers = Parameters<typeof stubIssuer>[0]

const addresses = readFileSync('public/addresses.txt')
const address = readAddressTable(addresses.toString('utf8'))
if (!address.ok) throw new Error(address.error)
const { provinces } = address.value
const known = {
  provinces: new Set(provinces.map(({ code }) => code)),
  wards: new Set(provinces.flatMap(({ wards }) => wards.map(({ code }) => code))),
}

const kind = packKinds.facilities
const hospital = { code: '01004', name: 'Bệnh viện Đống Đa', phone: '0000 001 004', province: '01' }
const station = { code: '01C66', name: 'Trạm y tế Láng', province: '01' }
const tableOf = (...rows: PackRow[]): PackTable => ({
  asOf: '2026-11-29',
  rows: new Map(rows.map((row) => [row['code'] ?? '', row])),
})
const write = (...rows: PackRow[]) => {
  const written = kind.write(tableOf(...rows), known)
  if (!written.ok) throw new Error(written.error.why)
  return written.value
}
const [liveHash, draftHash, newHash] = ['a', 'b', 'c'].map((letter) => letter.repeat(64))
const corrected = { ...hospital, phone: '0000 999 888' }

const release = {
  sequence: 1,
  draftId: 'd0',
  name: 'facilities',
  sha256: liveHash,
  size: 300,
  note: '',
  author: 'command:an',
  releasedBy: 'Vũ Văn Phát',
  startsAt: NOW - 3600,
  state: 'live',
} as const
const {
  restores: _,
  isFirst: __,
  ...summary
}: ContentDraftView = {
  id: 'd1',
  name: 'facilities',
  sha256: draftHash ?? '',
  size: 300,
  note: 'Đổi số',
  author: 'Phạm Thị Biên',
  isOwn: false,
  createdAt: NOW,
  state: 'waiting',
  base: liveHash,
  isStale: false,
  isFirst: false,
  restores: [],
}
const deskView = (changes: Partial<ContentDeskView> = {}): ContentDeskView => ({
  sequence: 1,
  expiresAt: NOW + 86_400,
  releases: [{ ...release, sha256: liveHash ?? '' }],
  drafts: [summary],
  edits: [],
  ...changes,
})
const files: Answers = {
  'GET /addresses.txt': { bytes: new Uint8Array(addresses) },
  [`GET /api/office/content/files/${liveHash}`]: { bytes: encodeUtf8(write(hospital, station)) },
  [`GET /api/office/content/files/${draftHash}`]: { bytes: encodeUtf8(write(corrected, station)) },
  [`GET /api/office/content/files/${newHash}`]: {
    bytes: encodeUtf8(write({ ...hospital, phone: '0000 555 555' }, station)),
  },
}

async function open(part: ComponentChildren, answers: Answers = {}) {
  const issuer = stubIssuer({ ...files, ...answers })
  const session = { officer: { id: 'o1' } } as unknown as OfficerSessionView
  const desk = { session, onError: vi.fn(), prove: vi.fn(async () => true), kept: new Map<string, unknown>() }
  const screen = await renderPart(<DeskContext.Provider value={desk}>{part}</DeskContext.Provider>)
  return { ...screen, issuer, desk }
}
const openDesk = (answers: Answers = {}, view: Partial<ContentDeskView> = {}) =>
  open(<ContentPlace />, { 'GET /api/office/content': { body: deskView(view) }, ...answers })

describe('the desk', () => {
  it('says what is live, since when, and who let it be so', async () => {
    const { text } = await openDesk()
    expect(text()).toContain(tOffice('pack.facilities'))
    expect(text()).toContain(tOffice('content.command', { name: 'an' }))
    expect(text()).toContain('Phạm Thị Biên')
  })

  it('says so where no key can sign what is released', async () => {
    const { expiresAt: _expiresAt, ...unsigned } = deskView()
    const { text } = await open(<ContentPlace />, { 'GET /api/office/content': { body: unsigned } })
    expect(text()).toContain(tOffice('content.unsigned', { sequence: 1 }))
  })

  it('comes with another try where it cannot be loaded', async () => {
    const { alert, press, text } = await open(<ContentPlace />, {
      'GET /api/office/content': ['no network', { body: deskView({ drafts: [] }) }],
    })
    expect(alert()).toContain(tOfficeUi('error.offline'))
    await press(tOffice('office.again'))
    expect(text()).toContain(tOffice('content.noDrafts'))
  })

  it('takes back what has not begun', async () => {
    const upcoming = { ...release, sha256: newHash ?? '', draftId: 'd2', state: 'upcoming' as const }
    const WITHDRAW = 'POST /api/office/content/drafts/d2/withdrawal'
    const { press, status, issuer } = await openDesk(
      { [WITHDRAW]: {} },
      { releases: [upcoming, { ...release, sha256: liveHash ?? '' }] },
    )
    await press(tOffice('content.cancel'))
    expect(issuer.bodies(WITHDRAW)).toHaveLength(1)
    expect(status()).toContain(tOffice('content.cancelled'))
  })
})

describe('a draft', () => {
  const RELEASE = 'POST /api/office/content/drafts/d1/release'
  const openDraft = async (draft: Partial<ContentDraftView>, answers: Answers = {}) => {
    const body = { ...summary, restores: [], isFirst: false, ...draft }
    const screen = await openDesk({ 'GET /api/office/content/drafts/d1': { body }, ...answers })
    await act(() => document.querySelector<HTMLElement>('[aria-labelledby="content-drafts"] button')?.click())
    await settle()
    await settle()
    return screen
  }

  it('is shown beside what is live, as a phone shows it, and released as it was seen', async () => {
    const { text, press, issuer, status } = await openDraft({}, { [RELEASE]: {} })
    expect(text()).toContain(tOffice('content.counts', { added: 0, removed: 0, changed: 1 }))
    expect(document.querySelector('.content-phone')?.textContent).toContain('0000 999 888')
    await press(tOffice('content.release'))
    expect(issuer.bodies(RELEASE)).toEqual([
      { name: 'facilities', sha256: draftHash, base: liveHash, restores: [] },
    ])
    expect(status()).toContain(tOffice('content.released'))
  })

  it('begins at midnight in Vietnam of the day that was chosen', async () => {
    const { fill, press, issuer } = await openDraft({}, { [RELEASE]: {} })
    await fill(tOffice('content.day'), '2026-12-01')
    await press(tOffice('content.release'))
    expect(issuer.bodies(RELEASE)).toMatchObject([{ startsAt: Date.UTC(2026, 10, 30, 17) / 1000 }])
  })

  it('cannot be released by its author, who can write on', async () => {
    const { hasButton, text } = await openDraft({ isOwn: true })
    expect(text()).toContain(tOffice('content.own'))
    expect(hasButton(tOffice('content.release'))).toBe(false)
    expect(hasButton(tOffice('content.editAgain'))).toBe(true)
  })

  it('that brings a removed number back says which, and waits for a yes', async () => {
    const { text, isDisabled, choose, press, issuer } = await openDraft(
      { restores: ['phone 02838123456'] },
      { [RELEASE]: {} },
    )
    expect(text()).toContain('02838123456')
    expect(isDisabled(tOffice('content.release'))).toBe(true)
    await choose(tOffice('content.restoresAgreed'))
    await press(tOffice('content.release'))
    expect(issuer.bodies(RELEASE)).toMatchObject([{ restores: ['phone 02838123456'] }])
  })

  it('that brings back more numbers than can be named is not released', async () => {
    const restores = Array.from({ length: 201 }, (_, at) => `phone ${at}`)
    const { text, hasButton } = await openDraft({ restores })
    expect(text()).toContain(tOffice('content.restoresMany', { most: 200 }))
    expect(hasButton(tOffice('content.release'))).toBe(false)
  })

  it('for a language that had none says whom it takes the common one from', async () => {
    const { text, press, issuer } = await openDraft({ language: 'ko', isFirst: true }, { [RELEASE]: {} })
    expect(text()).toContain(tOffice('content.firstOfLanguage', { language: '한국어' }))
    expect(text()).toContain(tOffice('content.counts', { added: 0, removed: 0, changed: 1 }))
    await press(tOffice('content.release'))
    expect(issuer.bodies(RELEASE)).toMatchObject([{ language: 'ko' }])
  })

  it('on what is to begin later says so, and begins no earlier', async () => {
    const notBefore = NOW + 40 * 86_400
    const { text, press, issuer, status, fill } = await openDraft({ notBefore }, { [RELEASE]: {} })
    expect(text()).toContain(tOffice('content.notBefore', { time: formatOfficeTime(notBefore) }))
    await fill(tOffice('content.day'), '2026-12-01')
    await press(tOffice('content.release'))
    expect(issuer.bodies(RELEASE)).toMatchObject([{ startsAt: notBefore }])
    expect(status()).toContain(tOffice('content.scheduled'))
  })

  it('that is no longer what was seen is read anew', async () => {
    const { alert, press, issuer } = await openDraft({}, { [RELEASE]: 'content_changed' })
    await press(tOffice('content.release'))
    expect(alert()).toContain(tOfficeUi('error.content_changed'))
    await press(tOffice('content.reload'))
    const reads = issuer.asked.filter(({ path }) => path === 'GET /api/office/content/drafts/d1')
    expect(reads).toHaveLength(2)
  })

  it('that others have overtaken is written anew on the newest, with its changes', async () => {
    const { press, text, field } = await openDraft({ isStale: true, isOwn: true })
    expect(text()).toContain(tOffice('content.staleDraft'))
    await press(tOffice('content.rewrite'))
    expect(text()).toContain(tOffice('content.editTitle', { pack: tOffice('pack.facilities') }))
    expect(field(tOffice('content.note')).value).toBe('Đổi số')
    expect(text()).toContain(tOffice('content.counts', { added: 0, removed: 0, changed: 1 }))
  })
})

describe('the editor', () => {
  const begin = async (answers: Answers = {}, view: Partial<ContentDeskView> = {}) => {
    const screen = await openDesk({ 'DELETE /api/office/content/edits/facilities': {}, ...answers }, view)
    await act(() => document.querySelector<HTMLElement>('.content-packs .content-ways button')?.click())
    await settle()
    await settle()
    return screen
  }
  const chooseHospital = async ({ fill, press }: Awaited<ReturnType<typeof begin>>) => {
    await fill(tOffice('content.find'), 'dong da')
    await press('Bệnh viện Đống Đa · 01004')
  }

  it('looks a row up without marks, says what is wrong, and sends the whole pack', async () => {
    const screen = await begin()
    const { fill, press, errorOf, issuer, status } = screen
    await chooseHospital(screen)
    await fill(tOffice('column.phone'), 'gọi tôi')
    expect(errorOf(tOffice('column.phone'))).toContain(tOffice('rowError.value_unknown'))
    await press(tOffice('content.send'))
    expect(screen.alert()).toContain(tOffice('rowError.value_unknown'))
    expect(issuer.asked.some(({ path }) => path.startsWith('PUT /api/office/content/drafts/'))).toBe(false)
    await fill(tOffice('column.phone'), '0000 999 888')
    const sending = vi.fn(async (path: string, init: RequestInit = {}) => {
      if (init.method === 'PUT' && path.includes('/drafts/')) bodies.push(JSON.parse(String(init.body)))
      return path === '/api/office/content' ? Response.json(deskView()) : new Response(null, { status: 204 })
    })
    const bodies: unknown[] = []
    vi.stubGlobal('fetch', sending)
    await press(tOffice('content.send'))
    expect(bodies).toEqual([
      { name: 'facilities', note: '', base: liveHash, content: write(corrected, station) },
    ])
    expect(status()).toContain(tOffice('content.sent'))
  })

  it('offers provinces and wards by name; another province has other wards', async () => {
    const screen = await begin()
    await chooseHospital(screen)
    const select = (column: 'column.province' | 'column.ward') => {
      const label = [...document.querySelectorAll('label')].find(
        (each) => each.textContent === tOffice(column),
      )
      const found = document.getElementById(label?.htmlFor ?? '')
      if (!(found instanceof HTMLSelectElement)) throw new Error(column)
      return found
    }
    const choose = (column: 'column.province' | 'column.ward', name: string) =>
      act(() => {
        const field = select(column)
        field.value = [...field.options].find(({ text }) => text === name)?.value ?? ''
        field.dispatchEvent(new Event('change', { bubbles: true }))
      })
    const edited = () => screen.desk.kept.get('content writing facilities')
    expect(select('column.province').selectedOptions[0]?.text).toBe('Thành phố Hà Nội')
    await choose('column.ward', 'Phường Láng')
    expect(edited()).toMatchObject({ edit: { rows: { '01004': { ward: select('column.ward').value } } } })
    await choose('column.province', 'Thành phố Cần Thơ')
    expect(select('column.ward').value).toBe('')
    expect([...select('column.ward').options].map(({ text }) => text)).toContain('Phường Ninh Kiều')
    await choose('column.province', 'Thành phố Hà Nội')
    expect(edited()).toMatchObject({ edit: { rows: {} } })
  })

  it('keeps what was typed for when the session is taken up again', async () => {
    const screen = await begin()
    await chooseHospital(screen)
    await screen.fill(tOffice('column.hours'), 'Cả ngày')
    expect(screen.desk.kept.get('content writing facilities')).toMatchObject({
      edit: { rows: { '01004': { hours: 'Cả ngày' } } },
    })
    await screen.press(tOffice('content.undoRow'))
    expect(screen.desk.kept.get('content writing facilities')).toMatchObject({ edit: { rows: {} } })
  })

  it('sends nothing once more that the service has, when the session is taken up again', async () => {
    const SAVE = 'PUT /api/office/content/edit'
    const screen = await begin({ [SAVE]: {} })
    const saves = () => screen.issuer.bodies(SAVE).length
    const wait = () => act(() => new Promise((resolve) => setTimeout(resolve, 900)))
    await screen.fill(tOffice('content.note'), 'Đổi số')
    await vi.waitFor(() => expect(saves()).toBe(1), 2_000)
    // Until the answer has come, nothing counts as saved.
    await vi.waitFor(
      () => expect(document.body.textContent).toContain(tOffice('content.keeping.kept')),
      2_000,
    )
    await settle()
    const { session } = screen.desk
    const again = (desk: typeof screen.desk) => (
      <DeskContext.Provider value={desk}>
        <ContentPlace />
      </DeskContext.Provider>
    )
    await screen.show(null)
    await screen.show(again({ ...screen.desk, session: { ...session } }))
    await settle()
    await settle()
    expect(screen.field(tOffice('content.note')).value).toBe('Đổi số')
    await wait()
    expect(saves()).toBe(1)
    // What was typed last before the session ended has not been sent.
    await screen.fill(tOffice('content.note'), 'Đổi số điện thoại')
    await screen.show(null)
    await screen.show(again(screen.desk))
    await settle()
    await wait()
    expect(saves()).toBe(2)
  })

  it('goes on with what the service has kept', async () => {
    const changes = JSON.stringify({
      id: 'x'.repeat(22),
      edit: { asOf: '2026-11-29', rows: { '01004': { phone: '0000 999 888' } } },
    })
    const edits = [{ name: 'facilities', base: liveHash ?? '', note: 'Đang dở', changes, savedAt: NOW }]
    const { text, field } = await begin({}, { edits })
    expect(text()).toContain('0000 999 888')
    expect(field(tOffice('content.note')).value).toBe('Đang dở')
  })

  it('goes back to older content without the numbers that were removed since', async () => {
    const older = { ...release, sha256: newHash ?? '', sequence: 1, state: 'past' as const }
    const screen = await openDesk(
      {},
      { releases: [{ ...release, sha256: liveHash ?? '', sequence: 2 }, older] },
    )
    await act(() => document.querySelector<HTMLElement>('.content-packs details li button')?.click())
    await settle()
    await settle()
    expect(screen.text()).toContain(tOffice('content.same'))
  })
})

describe('a file', () => {
  it('is taken as the command line takes it: each refused line with its field and why', async () => {
    const onRead = vi.fn()
    const { text, status } = await open(<FileUpload kind={kind} known={known} onRead={onRead} />)
    const csv = 'code,name,phone\n01004,Bệnh viện Đống Đa,+84 24 3869 3731\n1,Sai mã,\n01005,Sai số,gọi'
    const input = document.querySelector<HTMLInputElement>('input[type=file]')
    Object.defineProperty(input, 'files', { value: [new Blob([csv])] })
    await act(() => {
      input?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await settle()
    expect(status()).toContain(tOffice('content.imported', { taken: 1, refused: 2 }))
    expect(text()).toContain('Dòng 2, Mã:')
    expect(text()).toContain('Dòng 3, Điện thoại:')
    expect(onRead).toHaveBeenCalledOnce()
  })
})

describe('what others released meanwhile', () => {
  it('is named where both have changed the same', async () => {
    const onCarry = vi.fn()
    const edit = { asOf: '2026-11-29', rows: { '01004': { phone: '0000 999 888' } } }
    const newest = tableOf({ ...hospital, phone: '0000 555 555', hours: 'Sáng' }, station)
    const { text, press } = await open(
      <StaleNotice edit={edit} base={tableOf(hospital, station)} newest={newest} onCarry={onCarry} />,
    )
    expect(text()).toContain('0000 555 555')
    expect(text()).not.toContain('Sáng')
    await press(tOffice('content.carry'))
    expect(onCarry).toHaveBeenCalledOnce()
  })
})

describe('a difference', () => {
  it('of more rows than fit comes page by page', async () => {
    const rows = Array.from({ length: 60 }, (_row, at) => ({ code: `01${100 + at}`, name: `Nơi ${at}` }))
    const changes = comparePacks(tableOf(), tableOf(...rows))
    const { press, hasButton } = await open(<Difference changes={changes} />)
    expect(document.querySelectorAll('.content-changes > li')).toHaveLength(50)
    await press(tOffice('office.more'))
    expect(document.querySelectorAll('.content-changes > li')).toHaveLength(60)
    expect(hasButton(tOffice('office.more'))).toBe(false)
  })
})
