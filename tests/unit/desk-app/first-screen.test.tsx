// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { hydrate, render } from 'preact'
import { act } from 'preact/test-utils'
import { renderToString } from 'preact-render-to-string'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeskPage } from '../../../src/desk-app/desk-page.tsx'
import { recordEarlyInput } from '../../../src/desk-app/input/early-input.ts'
import { settle } from '../../support/app/render-screen.tsx'
import { eventually } from '../../support/eventually.ts'

const quay = new DOMParser().parseFromString(readFileSync('src/desk-app/quay.html', 'utf8'), 'text/html')

/** Markup with neither comments nor the spaces that only break its lines. */
function readPlain(root: Element): string {
  const html = root.innerHTML.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ')
  return html.replace(/(?<=>) | (?=<)/g, '').replaceAll('=""', '')
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

function showFirstScreen(): HTMLElement {
  const screen = document.createElement('div')
  screen.innerHTML = quay.getElementById('app')?.innerHTML ?? ''
  document.body.append(screen)
  return screen
}

it('stands in the document as the desk first renders it, without what is closed or below', () => {
  const rendered = document.createElement('div')
  rendered.innerHTML = renderToString(<DeskPage />)
  for (const below of rendered.querySelectorAll('details > :not(summary), .desk-work')) below.remove()
  const screen = showFirstScreen()
  expect(readPlain(screen)).toBe(readPlain(rendered))
})

it('is taken over with its field, what stands there, and what was done before', async () => {
  const screen = showFirstScreen()
  recordEarlyInput(screen)
  const field = screen.querySelector<HTMLInputElement>('.scan-field input')
  if (!field) throw new Error('no field')
  screen.querySelector<HTMLElement>('.modes input:not([checked])')?.click()
  for (const key of ['4', '2']) {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${key}`, bubbles: true }))
    field.value += key
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  await act(() => hydrate(<DeskPage />, screen))
  await settle()
  expect(screen.querySelectorAll('.scan-field input')).toHaveLength(1)
  expect(screen.querySelector('.scan-field input')).toBe(field)
  expect(field.value).toBe('42')
  expect(document.activeElement).toBe(field)
  const chosen = [...screen.querySelectorAll<HTMLInputElement>('.modes input')].map(({ checked }) => checked)
  expect(chosen).toEqual([false, true, false])
  expect(screen.querySelectorAll('.desk-work details')).toHaveLength(3)
  render(null, screen)
})

it('says what a scan was that ended before the code came', async () => {
  const screen = showFirstScreen()
  recordEarlyInput(screen)
  const field = screen.querySelector<HTMLInputElement>('.scan-field input')
  if (!field) throw new Error('no field')
  field.value = 'https://example.com/'
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }))
  await act(() => hydrate(<DeskPage />, screen))
  await eventually(() => expect(screen.querySelector('.verdict h2')).not.toBeNull())
  expect(field.value).toBe('')
  render(null, screen)
})
