// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { translateDesk } from '../../../../src/desk-app/desk-texts.ts'
import { ScanPanel } from '../../../../src/desk-app/panels/scan-panel.tsx'
import { renderPart } from '../../../support/app/render-screen.tsx'

it('keeps the function keys of a code from the desk, also amid its text, and leaves it the others', async () => {
  const screen = await renderPart(
    <ScanPanel t={translateDesk.vi} lead="" onText={() => {}} onRemark={() => {}} />,
  )
  const field = screen.field(translateDesk.vi('scan.label'))
  field.focus()
  field.value = 'DN401'
  const heard: string[] = []
  const hear = ({ key }: KeyboardEvent) => heard.push(key)
  document.addEventListener('keydown', hear)
  for (const key of ['0', 'F8', 'ArrowLeft', 'Escape', '1'])
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  expect(heard).toEqual(['0', 'ArrowLeft', '1'])
  document.removeEventListener('keydown', hear)
  await screen.leave()
})

it('leaves another field the keys of its text, however fast, but for those that leave it', async () => {
  const screen = await renderPart(
    <>
      <ScanPanel t={translateDesk.vi} lead="" onText={() => {}} onRemark={() => {}} />
      <input type="text" id="other" />
    </>,
  )
  const other = document.getElementById('other')
  const isLeft = (key: string) =>
    other?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  const keys = ['a', 'ArrowLeft', 'Home', 'End', 'PageDown', ' ', 'Tab', 'Enter', 'Escape', 'F8']
  expect(keys.filter(isLeft)).toEqual(['a', 'ArrowLeft', 'Home', 'End', 'PageDown', ' '])
  await screen.leave()
})

it('lets no code load the desk anew or lead it elsewhere by shortcuts, and leaves texts those that edit them', async () => {
  const screen = await renderPart(
    <ScanPanel t={translateDesk.vi} lead="" onText={() => {}} onRemark={() => {}} />,
  )
  const field = screen.field(translateDesk.vi('scan.label'))
  const isLeft = (key: string) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }))
  const press = (key: string) => isLeft('Control') && isLeft(key)
  // The signs 12, 18 and 10 of a code, as scanners of several makers type them.
  expect(['l', 'r', 'j'].filter(press)).toEqual([])
  expect(['v', 'a'].filter(press)).toEqual(['v', 'a'])
  await screen.leave()
})
