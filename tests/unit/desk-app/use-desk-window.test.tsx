// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { issueStatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import type { DeskChoices } from '../../../src/desk-app/storage/desk-database.ts'
import type { ListFiles } from '../../../src/verifier/open-lists.ts'
import { openDeskWindow } from '../../support/desk-window.tsx'
import { ROOTS } from '../../support/vectors/desk.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'
import { REKEYED_TRUST_LIST, STATUS_LIST, storeZlib, TRUST_LIST } from '../../support/vectors/world.ts'

let stored: DeskChoices
let lists: ListFiles | undefined
let letRead = () => {}

vi.mock('../../../src/desk-app/storage/desk-database.ts', () => ({
  openDeskDatabase: () => {
    const held = stored
    const nothing = async () => undefined
    return {
      readSettings: () =>
        new Promise((resolve) => {
          letRead = () => resolve(held)
        }),
      writeSettings: async (settings: DeskChoices) => {
        stored = settings
      },
      readLists: async () => lists,
      writeLists: async (taken: ListFiles) => {
        lists = taken
      },
      readDirectory: nothing,
      writeDirectory: nothing,
      readShift: nothing,
      changeShift: nothing,
      readRecords: async () => [],
    }
  },
}))

vi.mock('../../../src/desk-app/engine/desk-engine.ts', async (importOriginal) => {
  const { createDeskEngine } =
    await importOriginal<typeof import('../../../src/desk-app/engine/desk-engine.ts')>()
  const createTrusting: typeof createDeskEngine = (environment) =>
    createDeskEngine({ ...environment, roots: ROOTS })
  return { createDeskEngine: createTrusting }
})

beforeEach(() => {
  lists = undefined
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('writes nothing over what a slow database keeps: only what was chosen meanwhile is new', async () => {
  stored = { facility: '01-929', mode: 'quick', isLoud: false, language: 'vi' }
  const { desk, close } = await openDeskWindow()
  await act(async () => {
    desk()?.chooseMode('poster')
    await vi.advanceTimersByTimeAsync(6_000)
  })
  await act(async () => {
    letRead()
    await vi.advanceTimersByTimeAsync(0)
  })
  const expected = { facility: '01-929', mode: 'poster', isLoud: false, language: 'vi' }
  expect(desk()?.settings).toEqual(expected)
  expect(stored).toEqual(expected)
  await close()
})

it.each([
  ['newer', TRUST_LIST, REKEYED_TRUST_LIST],
  ['older', REKEYED_TRUST_LIST, TRUST_LIST],
])(
  'goes on with the newest of the list that it keeps and a %s one of its build',
  async (_, kept, shipped) => {
    stored = { mode: 'quick', isLoud: false, language: 'vi' }
    lists = { trustList: await issueTrustList(kept, DANGEROUS_KEYS.productionRoot), statusLists: [] }
    const built = await issueTrustList(shipped, DANGEROUS_KEYS.productionRoot)
    vi.stubGlobal('fetch', async (path: string) => {
      if (path === '/trust-list.cose') return new Response(built)
      throw new TypeError('no network')
    })
    vi.useRealTimers()
    const { desk, close } = await openDeskWindow()
    await act(async () => letRead())
    await vi.waitFor(() => expect(desk()?.hasAskedForLists).toBe(true), 5_000)
    expect(desk()?.lists?.trustList.sequence).toBe(REKEYED_TRUST_LIST.sequence)
    await close()
  },
)

it('puts no older trust list back over one that another window has taken meanwhile', async () => {
  stored = { mode: 'quick', isLoud: false, language: 'vi' }
  const [older, newer] = await Promise.all(
    [TRUST_LIST, REKEYED_TRUST_LIST].map((list) => issueTrustList(list, DANGEROUS_KEYS.productionRoot)),
  )
  if (!older || !newer) throw new TypeError('two lists')
  const status = await issueStatusList(STATUS_LIST, DANGEROUS_KEYS.status, storeZlib)
  lists = { trustList: older, statusLists: [] }
  vi.useRealTimers()
  const { desk, close } = await openDeskWindow()
  await act(async () => letRead())
  await vi.waitFor(() => expect(desk()?.lists?.trustList.sequence).toBe(TRUST_LIST.sequence), 5_000)
  // By a memory stick in the other window; the next one, in this window, has status lists alone.
  lists = { trustList: newer, statusLists: [] }
  await act(() => desk()?.takeFiles([new Blob([status])]) ?? Promise.resolve())
  expect(lists.trustList).toEqual(newer)
  expect(desk()?.lists?.trustList.sequence).toBe(REKEYED_TRUST_LIST.sequence)
  await close()
})

it('takes the answer off a page that is put aside', async () => {
  stored = { mode: 'quick', isLoud: false, language: 'vi' }
  vi.useRealTimers()
  const { desk, close } = await openDeskWindow()
  await act(async () => letRead())
  await act(async () => {
    await desk()?.judge('DN4010199990001', { readNonce: () => undefined })
  })
  expect(desk()?.shown?.answer).toMatchObject({ kind: 'number' })
  await act(async () => void dispatchEvent(new Event('pagehide')))
  expect(desk()?.shown).toBeUndefined()
  await close()
})

it('shows no answer to a scan that was judged while the page was put aside', async () => {
  stored = { mode: 'quick', isLoud: false, language: 'vi' }
  vi.useRealTimers()
  const { desk, close } = await openDeskWindow()
  const scan = () => desk()?.judge('DN4010199990001', { readNonce: () => undefined })
  const before = scan()
  dispatchEvent(new Event('pagehide'))
  await act(async () => letRead())
  await act(async () => void (await before))
  expect(desk()?.shown).toBeUndefined()
  await act(async () => void (await scan()))
  expect(desk()?.shown?.answer).toMatchObject({ kind: 'number' })
  await close()
})
