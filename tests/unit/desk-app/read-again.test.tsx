// @vitest-environment happy-dom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { toHex } from '../../../src/core/bytes.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { translateDesk } from '../../../src/desk-app/desk-texts.ts'
import { shippedDirectory } from '../../../src/desk-app/facilities/facility-directory.ts'
import { AnswerPanel } from '../../../src/desk-app/panels/answer-panel.tsx'
import type { ListFiles } from '../../../src/verifier/open-lists.ts'
import { openDeskWindow } from '../../support/desk-window.tsx'
import { ROOTS } from '../../support/vectors/desk.ts'
import { readVector } from '../../support/vectors/files.ts'
import { bytesOf } from '../../support/vectors/notation.ts'
import { ANSWER, NONCE, type ScanVector } from '../../support/vectors/scan.ts'
import { FACILITY, issueCard, NOW, showLive } from '../../support/vectors/world.ts'

const { trustLists, statusLists } =
  readVector<Record<'trustLists' | 'statusLists', Record<string, string>>>('credential/desk.json')
const lists: ListFiles = {
  trustList: bytesOf(trustLists['production'] ?? ''),
  statusLists: [bytesOf(statusLists['fresh'] ?? '')],
}

const counted = vi.fn(async () => undefined)
const playSound = vi.hoisted(() => vi.fn())
vi.mock('../../../src/desk-app/browser/sounds.ts', () => ({ playSound }))
vi.mock('../../../src/desk-app/storage/desk-database.ts', () => ({
  openDeskDatabase: () => ({
    readSettings: async () => ({ mode: 'counter', isLoud: true, language: 'en', facility: FACILITY }),
    writeSettings: async () => undefined,
    readLists: async () => lists,
    readDirectory: async () => undefined,
    readShift: async () => undefined,
    readRecords: async () => [],
    changeShift: counted,
  }),
}))
vi.mock('../../../src/desk-app/engine/desk-engine.ts', async (importOriginal) => {
  const { createDeskEngine } =
    await importOriginal<typeof import('../../../src/desk-app/engine/desk-engine.ts')>()
  const createTrusting: typeof createDeskEngine = (environment) =>
    createDeskEngine({ ...environment, roots: ROOTS, random: () => nonces.shift() ?? new Uint8Array(16) })
  return { createDeskEngine: createTrusting }
})

let nonces: Uint8Array<ArrayBuffer>[] = []

beforeEach(() => {
  vi.useFakeTimers({
    now: NOW * 1000,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  nonces = [NONCE]
  counted.mockClear()
  playSound.mockClear()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (seconds: number) => act(async () => void (await vi.advanceTimersByTimeAsync(seconds * 1000)))

/** A desk with a code on its screen for the next patient, as its page has it. */
async function openDesk() {
  const { desk, close } = await openDeskWindow()
  await pass(0)
  const opened = () => {
    const now = desk()
    if (!now) throw new TypeError('no desk')
    return now
  }
  let nonce: string | undefined = opened().askCounterCode(FACILITY).nonce
  return {
    desk: opened,
    close,
    wait: pass,
    quick: () => {
      nonce = undefined
    },
    async scan(text: string) {
      await act(async () => {
        const answer = await opened().judge(text, { readNonce: () => nonce })
        const isTaken = answer?.kind === 'verdict' && answer.outcome.verdict === 'valid'
        if (isTaken && nonce !== undefined) nonce = opened().askCounterCode(FACILITY).nonce
      })
      const answer = opened().shown?.answer
      return answer?.kind === 'verdict' ? answer.outcome.verdict : answer?.kind
    },
    shownNonce: () => nonce,
  }
}

const showAnswer = async () => writeWalletCode(await showLive(await issueCard(), ANSWER))

it('keeps the verdict over an answer to its code that is read again: no sound, no count, no new code', async () => {
  const { desk, scan, wait, shownNonce, close } = await openDesk()
  const text = await showAnswer()
  expect(await scan(text)).toBe('valid')
  const first = desk().shown
  const next = shownNonce()
  expect(next).not.toBe(toHex(NONCE))
  await wait(3)
  // Another scanner's prefix around it: the same code.
  expect(await scan(`]Q3${text}`)).toBe('valid')
  expect(desk().shown).toEqual({ ...first, isReadAgain: true })
  expect(shownNonce()).toBe(next)
  expect(counted).toHaveBeenCalledTimes(1)
  expect(playSound).toHaveBeenCalledTimes(1)
  // It gets no time of its own.
  await wait(26)
  expect(desk().shown?.key).toBe(first?.key)
  await wait(1)
  expect(desk().shown).toBeUndefined()
  expect(await scan(text)).toBe('replayed')
  await close()
})

it('keeps it when both readings come at the same time, and when the second lost keys before a third', async () => {
  const { desk, scan, close } = await openDesk()
  const text = await showAnswer()
  await Promise.all([scan(text), scan(text)])
  expect(desk().shown).toMatchObject({ isReadAgain: true, answer: { colour: 'green' } })
  expect(counted).toHaveBeenCalledTimes(1)
  await act(async () => desk().remark('again'))
  expect(desk().shown?.answer.kind).toBe('remark')
  expect(await scan(text)).toBe('valid')
  await close()
})

it.each<[string, (desk: Awaited<ReturnType<typeof openDesk>>) => unknown]>([
  ['another person was read', ({ scan }) => scan('DN4010199990001')],
  [
    'somebody else showed an identity card',
    ({ scan }) => scan('001085990001|012999001|Nguyễn Văn Thử|05031985|Nam|Số 1|10052021'),
  ],
  ['the answer was blanked', ({ desk }) => act(() => desk().blank())],
  ['the page was put aside', () => act(async () => void dispatchEvent(new Event('pagehide')))],
  ['the facility was chosen anew', ({ desk }) => act(() => desk().chooseFacility(FACILITY))],
])('is red as before after %s', async (_, happen) => {
  const opened = await openDesk()
  const text = await showAnswer()
  expect(await opened.scan(text)).toBe('valid')
  await happen(opened)
  await opened.wait(1)
  expect(await opened.scan(text)).toBe('replayed')
  await opened.close()
})

it('is red from the beginning at another desk', async () => {
  const { scan, close } = await openDesk()
  const text = await showAnswer()
  await scan(text)
  await close()
  const other = await openDesk()
  expect(await other.scan(text)).toBe('replayed')
  expect(await other.scan(text)).toBe('replayed')
  expect(counted).toHaveBeenCalledTimes(3)
  await other.close()
})

it.each([
  ['live', 'valid'],
  ['paper', 'valid_unbound'],
  ['unsigned-hospital-text', 'unsigned'],
])('is silent over a %s code that is read again, too', async (file, verdict) => {
  const { desk, scan, wait, quick, close } = await openDesk()
  const { text } = readVector<ScanVector>(`credential/scans/${file}.json`)
  quick()
  expect(await scan(text)).toBe(verdict)
  const first = desk().shown
  await wait(3)
  expect(await scan(text)).toBe(verdict)
  expect(desk().shown).toEqual({ ...first, isReadAgain: true })
  expect(counted).toHaveBeenCalledTimes(1)
  expect(playSound).toHaveBeenCalledTimes(1)
  await close()
})

it('says on the screen that it is the same check, by its time, and counts its seconds on', async () => {
  const { desk, scan, wait, close } = await openDesk()
  const text = await showAnswer()
  await scan(text)
  await wait(10)
  const root = document.createElement('div')
  const draw = () =>
    act(() =>
      render(
        <AnswerPanel
          place={{ t: translateDesk.en, language: 'en', directory: shippedDirectory, facility: FACILITY }}
          shown={desk().shown}
          listsIssuedAt={undefined}
          isJudging={false}
          onBlank={() => {}}
          onRecord={() => {}}
        />,
        root,
      ),
    )
  await draw()
  expect(root.textContent).not.toContain('Still the check of')
  await scan(text)
  await draw()
  const time = new Date(NOW * 1000).toTimeString().slice(0, 8)
  expect(root.textContent).toContain(`Still the check of ${time}, not a new one.`)
  expect(root.textContent).toContain('Blanked in 20 seconds')
  await act(() => render(null, root))
  await close()
})
