import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  PreRenderedCard,
  type PreRenderedCardInputs,
  toPreRenderedCardProps,
} from '../../../src/card-view/pre-rendered-card.tsx'
import { Fragment, jsx, toHtml } from '../../../src/service-worker/markup.ts'
import { cardScreenInputs, useMarkupRuntime } from '../../support/browser/worker-build.ts'

afterEach(() => {
  vi.doUnmock('preact/jsx-runtime')
  vi.doUnmock('preact/jsx-dev-runtime')
  vi.resetModules()
})

/** Both spellings parse to the same elements. */
const normalise = (html: string) =>
  html
    .replace(/<(\w+)([^>]*?)\s*\/>/g, '<$1$2></$1>')
    .replace(/<\/(input|br)>/g, '')
    .replaceAll('&gt;', '>')

function makeInputs(changes: Partial<PreRenderedCardInputs> = {}): PreRenderedCardInputs {
  const { card } = cardScreenInputs
  const child = { ...card, cardId: 'card-2', label: 'Bé Nam' }
  return {
    ...cardScreenInputs,
    summary: { cards: [card, child], signedIn: true, holderKeys: 'ready' },
    ...changes,
  }
}

const variants: Record<string, Partial<PreRenderedCardInputs>> = {
  'a live code': {},
  'the back of a self-declared card': {
    side: 'back',
    kind: 'hospital',
    kinds: ['hospital'],
    card: { ...cardScreenInputs.card, origin: 'self-declared' },
  },
  'no code': { code: { state: 'gap', gap: 'expired' } },
  'the ready page in English': { rescue: true, language: 'en' },
  'a hostile name': {
    card: {
      ...cardScreenInputs.card,
      face: { ...cardScreenInputs.card.face, fullName: '<img src=x onerror=alert(1)> & "Co" \'x\'' },
    },
  },
}

describe('the worker’s markup', () => {
  it.each(Object.entries(variants))('is that of Preact for %s', async (_name, changes) => {
    const inputs = makeInputs(changes)
    const expected = renderToString(h(PreRenderedCard, toPreRenderedCardProps(inputs)))
    useMarkupRuntime()
    const worker = await import('../../../src/card-view/pre-rendered-card.tsx')
    const markup = await import('../../../src/service-worker/markup.ts')
    const html = markup.toHtml(worker.PreRenderedCard(worker.toPreRenderedCardProps(inputs)))
    expect(normalise(html)).toBe(normalise(expected))
    expect(html).not.toContain('<img')
    const tags =
      html
        .replace(/="[^"]*"/g, '=')
        .match(/<[^>]*>/g)
        ?.join('') ?? ''
    expect(tags).not.toMatch(/\s(on\w+|style)=|<script/)
  })

  it('escapes text and attributes', () => {
    const hostile = `"><script>alert('1')</script>&amp;`
    const html = toHtml(jsx('p', { title: hostile, children: [hostile, 0, false, null, undefined] }))
    expect(html).toBe(
      "<p title=\"&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;amp;\">&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;amp;0</p>",
    )
  })

  it('leaves out handlers and absent attributes, and keeps words of aria', () => {
    const props = {
      onClick: () => {},
      key: 'k',
      hidden: false,
      checked: true,
      'aria-hidden': false,
      id: undefined,
    }
    expect(toHtml(jsx('input', props))).toBe('<input checked aria-hidden="false"/>')
    expect(toHtml(jsx(Fragment, { children: ['a', jsx('b', {})] }))).toBe('a<b></b>')
  })
})
