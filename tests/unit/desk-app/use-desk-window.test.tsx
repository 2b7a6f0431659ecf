// @vitest-environment happy-dom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DeskChoices } from '../../../src/desk-app/storage/desk-database.ts'
import { type Desk, useDeskWindow } from '../../../src/desk-app/use-desk-window.ts'

let stored: DeskChoices
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
      readLists: nothing,
      writeLists: nothing,
      readDirectory: nothing,
      writeDirectory: nothing,
      readShift: nothing,
      readRecords: async () => [],
    }
  },
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('writes nothing over what a slow database keeps: only what was chosen meanwhile is new', async () => {
  stored = { facility: '01-929', mode: 'quick', isLoud: false, language: 'vi' }
  let desk: Desk | undefined
  const Window = () => {
    desk = useDeskWindow()
    return null
  }
  const root = document.createElement('div')
  await act(() => render(<Window />, root))
  await act(async () => {
    desk?.chooseMode('poster')
    await vi.advanceTimersByTimeAsync(6_000)
  })
  await act(async () => {
    letRead()
    await vi.advanceTimersByTimeAsync(0)
  })
  const expected = { facility: '01-929', mode: 'poster', isLoud: false, language: 'vi' }
  expect(desk?.settings).toEqual(expected)
  expect(stored).toEqual(expected)
  await act(() => render(null, root))
})
