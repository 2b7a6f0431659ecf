// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { translateDesk } from '../../../../src/desk-app/desk-texts.ts'
import { RecordsPanel } from '../../../../src/desk-app/panels/work-panels.tsx'
import type { Desk } from '../../../../src/desk-app/use-desk-window.ts'
import { renderPart } from '../../../support/app/render-screen.tsx'
import { NOW } from '../../../support/vectors/world.ts'

it('deletes a noted reception at the second press of its button', async () => {
  const t = translateDesk.vi
  const record = { id: 'r1', at: NOW, verdict: 'number', reason: 'network-lost' }
  const deleteRecord = vi.fn(async () => {})
  const desk = { records: [record], deleteRecord } as unknown as Desk
  const { press, leave } = await renderPart(<RecordsPanel t={t} language="vi" desk={desk} />)
  await press(t('record.delete'))
  expect(deleteRecord).not.toHaveBeenCalled()
  await press(t('record.deleteSure'))
  expect(deleteRecord).toHaveBeenCalledWith(record)
  await leave()
})
