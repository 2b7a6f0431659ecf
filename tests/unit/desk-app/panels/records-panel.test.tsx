// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { translateDesk } from '../../../../src/desk-app/desk-texts.ts'
import { RecordsPanel } from '../../../../src/desk-app/panels/work-panels.tsx'
import type { Desk } from '../../../../src/desk-app/use-desk-window.ts'
import { renderPart } from '../../../support/app/render-screen.tsx'
import { NOW } from '../../../support/vectors/world.ts'

const t = translateDesk.vi

async function open() {
  const record = { id: 'r1', at: NOW, verdict: 'number', reason: 'network-lost' }
  const deleteRecord = vi.fn(async () => {})
  const desk = { records: [record], deleteRecord } as unknown as Desk
  const screen = await renderPart(<RecordsPanel t={t} language="vi" desk={desk} />)
  return { ...screen, record, deleteRecord }
}

it('deletes a noted reception at the second press of its button', async () => {
  const { press, leave, record, deleteRecord } = await open()
  await press(t('record.delete'))
  expect(deleteRecord).not.toHaveBeenCalled()
  await press(t('record.deleteSure'))
  expect(deleteRecord).toHaveBeenCalledWith(record)
  await leave()
})

it('takes a double click for one press', async () => {
  const { button, leave, deleteRecord } = await open()
  for (const detail of [1, 2])
    await act(async () => {
      const name = t(detail === 1 ? 'record.delete' : 'record.deleteSure')
      button(name).dispatchEvent(new MouseEvent('click', { bubbles: true, detail }))
    })
  expect(deleteRecord).not.toHaveBeenCalled()
  await leave()
})

it('forgets the first press after a while, and when the list is closed', async () => {
  const { press, hasButton, leave, root } = await open()
  await press(t('record.delete'))
  await act(async () => void root.querySelector('details')?.dispatchEvent(new Event('toggle')))
  expect(hasButton(t('record.deleteSure'))).toBe(false)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await act(() => root.querySelector<HTMLElement>('li button:last-child')?.click())
  expect(hasButton(t('record.deleteSure'))).toBe(true)
  await act(() => void vi.advanceTimersByTime(5_000))
  vi.useRealTimers()
  expect(hasButton(t('record.deleteSure'))).toBe(false)
  await leave()
})
