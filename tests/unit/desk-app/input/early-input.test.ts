// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { isShortcut, recordEarlyInput, takeEarlyInput } from '../../../../src/desk-app/input/early-input.ts'

/** A first screen: the field and a button beside it. */
function openScreen() {
  const screen = document.createElement('div')
  screen.innerHTML = '<input type="text"><button>Chọn cơ sở</button><input type="radio"><p>Quầy</p>'
  document.body.append(screen)
  recordEarlyInput(screen)
  const field = screen.querySelector('input')
  const button = screen.querySelector('button')
  if (!field || !button) throw new Error('no field')
  /** A key as browsers report it; gives whether it went on to the field. */
  const press = (key: string, code: string) => {
    const goesOn = field.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }),
    )
    if (!goesOn || key.length > 1) return goesOn
    field.value += key
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    return goesOn
  }
  return { screen, field, button, press }
}

afterEach(() => {
  takeEarlyInput()
  document.body.replaceChildren()
})

const keyOf = (key: string, code: string) => ({
  kind: 'key',
  key: { key, code, shift: false, isChord: false },
})

it('keeps keys and texts in their order, and begins anew after Enter', () => {
  const { field, press } = openScreen()
  press('1', 'Digit1')
  press('2', 'Digit2')
  expect(press('Enter', 'Enter')).toBe(false)
  expect(field.value).toBe('')
  press('3', 'Digit3')
  expect(takeEarlyInput()).toEqual([
    keyOf('1', 'Digit1'),
    { kind: 'text', typed: '1' },
    keyOf('2', 'Digit2'),
    { kind: 'text', typed: '12' },
    keyOf('Enter', 'Enter'),
    keyOf('3', 'Digit3'),
    { kind: 'text', typed: '3' },
  ])
  expect(field.value).toBe('3')
})

it('ends a text with Tab, and lets Tab go on from an empty field', () => {
  const { press } = openScreen()
  expect(press('Tab', 'Tab')).toBe(true)
  press('1', 'Digit1')
  expect(press('Tab', 'Tab')).toBe(false)
})

it('keeps which button was pressed and what was chosen, and nothing of other places', () => {
  const { screen, button } = openScreen()
  const choice = screen.querySelector<HTMLInputElement>('[type=radio]')
  button.click()
  choice?.click()
  screen.querySelector('p')?.click()
  expect(takeEarlyInput()).toEqual([
    { kind: 'press', button },
    { kind: 'choice', choice, isChecked: true },
  ])
})

it('gives what it has once, and then follows nothing', () => {
  const { press } = openScreen()
  press('1', 'Digit1')
  expect(takeEarlyInput()).toHaveLength(2)
  press('2', 'Digit2')
  expect(takeEarlyInput()).toEqual([])
})

it('lets a code that begins with tabs press nothing, and brings it back into the field', () => {
  const { field, button, press } = openScreen()
  expect(press('Tab', 'Tab')).toBe(true)
  button.focus()
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  expect(button.dispatchEvent(enter)).toBe(false)
  expect(document.activeElement).toBe(field)
  expect(takeEarlyInput()).toEqual([keyOf('Tab', 'Tab')])
})

it('lets a code press no shortcut of the browser either', () => {
  const { field } = openScreen()
  const isLeft = (key: string, code: string) =>
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true }),
    )
  expect([isLeft('Control', 'ControlLeft'), isLeft('l', 'KeyL')]).toEqual([true, false])
  expect([isLeft('Control', 'ControlLeft'), isLeft('v', 'KeyV')]).toEqual([true, true])
})

it('lets a code press none where nothing has the focus, and brings it into the field', () => {
  const { field } = openScreen()
  const isLeft = (key: string) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }),
    )
  expect([isLeft('Control'), isLeft('l')]).toEqual([true, false])
  expect(document.activeElement).toBe(field)
})

it('tells shortcuts from signs that are typed by Alt, by AltGr and by numbers', () => {
  const is = (key: string, held: { ctrlKey?: true; altKey?: true; isAltGr?: true }, code = '') => {
    const { ctrlKey = false, altKey = false, isAltGr = false } = held
    return isShortcut({ key, code, ctrlKey, altKey, metaKey: false, getModifierState: () => isAltGr })
  }
  expect(is('l', { ctrlKey: true })).toBe(true)
  expect(is('c', { ctrlKey: true })).toBe(false)
  expect(is('d', { altKey: true })).toBe(true)
  expect(is('ArrowLeft', { altKey: true })).toBe(true)
  expect(is('đ', { ctrlKey: true, altKey: true, isAltGr: true })).toBe(false)
  expect(is('¬', { altKey: true })).toBe(false)
  expect(is('Home', { altKey: true }, 'Numpad7')).toBe(false)
  expect(is('l', {})).toBe(false)
})
