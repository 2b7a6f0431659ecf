// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { PatientScreen } from '../../../../src/desk-app/panels/patient-screen.tsx'
import { renderPart } from '../../../support/app/render-screen.tsx'

it('is led nowhere by a code that is scanned while it has the keyboard', async () => {
  const screen = await renderPart(<PatientScreen />)
  const isLeft = (key: string, ctrlKey = false) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }),
    )
  const press = (key: string) => isLeft('Control', true) && isLeft(key, true)
  expect(['l', 'r', 'j'].filter(press)).toEqual([])
  expect(['1', 'F5', '2'].filter((key) => isLeft(key))).toEqual(['1', '2'])
  await screen.leave()
})
