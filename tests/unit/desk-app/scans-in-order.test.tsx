// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDeskWindow } from '../../support/desk-window.tsx'

vi.mock('../../../src/desk-app/storage/desk-database.ts', () => ({
  openDeskDatabase: () => ({
    readSettings: async () => ({ mode: 'quick', isLoud: false, language: 'vi' }),
    readLists: async () => undefined,
    readDirectory: async () => undefined,
    readShift: async () => undefined,
    readRecords: async () => [],
    changeShift: () => Promise.reject(new Error('keeps nothing')),
  }),
}))

/** A desk on which checking a text takes as many milliseconds as it says. */
vi.mock('../../../src/desk-app/engine/desk-engine.ts', () => ({
  createDeskEngine: () => ({
    judge: (text: string) =>
      new Promise((resolve) => setTimeout(resolve, Number(text), { kind: 'number', number: text })),
    takeLists: async () => ({ ok: false, error: 'malformed' }),
    lists: () => undefined,
    files: () => undefined,
  }),
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('shows the answer to the last scan, however long the one before takes', async () => {
  const { desk, close } = await openDeskWindow()
  const shown: unknown[] = []
  await act(async () => {
    for (const text of ['900', '1'])
      void desk()
        ?.judge(text, { readNonce: () => undefined })
        .then((answer) => shown.push(answer))
    void desk()?.remark('again')
    await vi.advanceTimersByTimeAsync(5_000)
  })
  expect(shown).toMatchObject([{ number: '900' }, { number: '1' }])
  expect(desk()?.shown?.answer).toEqual({ kind: 'remark', remark: 'again' })
  expect(desk()?.isJudging).toBe(false)
  await close()
})
