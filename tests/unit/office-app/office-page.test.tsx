// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { OfficePage } from '../../../src/office-app/office-page.tsx'
import { tOffice } from '../../../src/office-app/office-texts.ts'
import { renderPart, settle, stubIssuer } from '../../support/app/render-screen.tsx'
import { NOW } from '../../support/vectors/world.ts'

const SESSION = 'GET /api/office/session'
const office = {
  code: '01001',
  name: 'BHXH cơ sở Hoàn Kiếm',
  address: '',
  phone: '',
  hours: '',
  communes: [],
}

const sessionOf = (id: string, name: string) => ({
  body: {
    officer: { id, name, role: 'officer', duty: 'files', office },
    passwordTemporary: false,
    authenticatorMissing: false,
    expiresAt: NOW + 1800,
    endsAt: NOW + 8 * 3600,
  },
})
const file = {
  id: 'f1',
  fileNumber: 'DK-26-7K2M-Q9XD',
  fullName: 'Nguyễn Thị Mẫu',
  filedAt: NOW,
  state: 'waiting',
}

let otherTab: BroadcastChannel
const heard: unknown[] = []

beforeEach(() => {
  heard.length = 0
  otherTab = new BroadcastChannel('vi-bhyt-office-session')
  otherTab.onmessage = ({ data }) => heard.push(data)
})
afterEach(() => otherTab.close())

async function open(
  next: ReturnType<typeof sessionOf> | 'officer_session_expired' | 'never',
  end: { status?: number } | 'no network' = {},
) {
  const issuer = stubIssuer({
    [SESSION]: [sessionOf('o1', 'Trần Thị Cán'), next],
    'GET /api/office/declarations?state=waiting': { body: { declarations: [file] } },
    'DELETE /api/office/session': end,
  })
  const screen = await renderPart(<OfficePage />)
  await settle()
  expect(screen.text()).toContain('Nguyễn Thị Mẫu')
  return { ...screen, issuer }
}

it('leaves the screen where somebody else has signed in in another tab, and is theirs from then on', async () => {
  const { text, leave } = await open(sessionOf('o2', 'Lê Văn Khác'))
  otherTab.postMessage(null)
  await vi.waitFor(() => expect(text()).toContain('Lê Văn Khác'))
  expect(text()).not.toContain('Trần Thị Cán')
  await leave()
})

it('shows nothing of a file while it is not known whose the session is', async () => {
  const { text, leave } = await open('never')
  otherTab.postMessage(null)
  await vi.waitFor(() => expect(text()).toContain(tOffice('office.loading')))
  expect(text()).not.toContain('Nguyễn Thị Mẫu')
  await leave()
})

it('asks anew where the browser shows the page as it had put it aside', async () => {
  const { text, leave } = await open('officer_session_expired')
  const show = async (persisted: boolean) => {
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
    await settle()
  }
  await show(false)
  expect(text()).toContain('Nguyễn Thị Mẫu')
  await show(true)
  await vi.waitFor(() => expect(text()).toContain(tOffice('signIn.lead')))
  expect(text()).not.toContain('Nguyễn Thị Mẫu')
  await leave()
})

it('leaves the screen before the browser puts the page aside', async () => {
  const { text, leave } = await open('never')
  dispatchEvent(Object.assign(new Event('pagehide'), { persisted: true }))
  await settle()
  expect(text()).toContain(tOffice('office.loading'))
  expect(text()).not.toContain('Nguyễn Thị Mẫu')
  await leave()
})

it.each([
  ['', {}],
  [' whose answer is lost', 'no network' as const],
])('tells the other tabs of a sign-out%s', async (_, end) => {
  const { press, leave } = await open('officer_session_expired', end)
  await press(tOffice('office.signOut'))
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  await leave()
})
