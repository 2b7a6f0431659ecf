// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { chooseArticle } from '../../../../../src/app/articles/chosen-article.ts'
import { askOffice } from '../../../../../src/app/questions/asked-question.ts'
import { ArticlesScreen } from '../../../../../src/app/screens/support/articles-screen.tsx'
import { CheckScreen } from '../../../../../src/app/screens/support/check-screen.tsx'
import { QuestionScreen } from '../../../../../src/app/screens/support/question-screen.tsx'
import { tSupport } from '../../../../../src/app/texts/support-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { renderScreen, settle, stubIssuer } from '../../../../support/app/render-screen.tsx'

const NOW = Date.parse('2026-11-30T08:00:00+07:00') / 1000

const child = {
  cardId: 'a',
  origin: 'issued' as const,
  relation: 'self' as const,
  face: { bhytNumber: 'TE1010199990002', fullName: 'Trẻ Em Mẫu', dateOfBirth: '2022-01-01' as PartialDate },
  hospitalText: '',
  position: 0,
  updatedAt: NOW,
  desksVerify: false,
}
const signedIn: Partial<AppState> = {
  now: NOW,
  summary: { cards: [child], sequence: 1, signedIn: true, holderKeys: 'none' },
}

/** The files that come with the app, and a list of what was asked for. */
function stubFiles() {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return new Response(readFileSync(`public${path}`))
  })
  return asked
}

beforeEach(() => {
  vi.unstubAllGlobals()
  vi.stubGlobal('scrollTo', () => {})
})

describe('guides and news', () => {
  it('are listed, searched without marks, and read, and nothing is asked for that depends on it', async () => {
    const asked = stubFiles()
    const screen = await renderScreen(<ArticlesScreen />, signedIn)
    expect(screen.text()).toContain(tSupport('articles.guides'))
    const before = [...asked]
    await screen.fill(tSupport('articles.search'), 'mat dien thoai lam gi')
    expect(screen.status()).toContain(tSupport('articles.found', { number: 1 }))
    const row = [...document.querySelectorAll<HTMLElement>('.entries button')].find((each) =>
      each.textContent?.includes('Mất điện thoại'),
    )
    row?.click()
    await settle()
    expect(document.querySelector('h1')?.textContent).toBe('Mất điện thoại thì làm gì')
    expect(document.activeElement).toBe(document.querySelector('h1'))
    expect(screen.text()).toContain('Nguồn: Ví BHYT; tổng đài')
    expect(screen.text()).toContain('Rà soát ngày 29/11/2026')
    await screen.press(tSupport('articles.back'))
    expect(document.querySelector('h1')?.textContent).toBe(tSupport('articles.title'))
    expect(asked).toEqual(before)
    expect(location.href).not.toContain('mat-may')
  })

  it('open at one that was chosen elsewhere', async () => {
    stubFiles()
    chooseArticle('guides/lua-dao')
    await renderScreen(<ArticlesScreen />, signedIn)
    expect(document.querySelector('h1')?.textContent).toContain('giả danh')
  })

  it('say so where there are none, with a way on', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
    const screen = await renderScreen(<ArticlesScreen />, signedIn)
    expect(screen.alert()).toContain(tSupport('articles.missing'))
    stubFiles()
    await screen.press(tSupport('articles.retry'))
    expect(screen.text()).toContain(tSupport('articles.guides'))
  })

  it('say that there is no translation', async () => {
    stubFiles()
    chooseArticle('guides/lua-dao')
    const screen = await renderScreen(<ArticlesScreen />, { ...signedIn, language: 'ko' })
    expect(document.querySelector('article')?.lang).toBe('vi')
    expect(screen.text()).toContain(tSupport('articles.vietnameseOnly'))
  })
})

describe('a message', () => {
  it('is judged on the phone, as it is typed', async () => {
    const asked = stubFiles()
    const screen = await renderScreen(<CheckScreen />, signedIn)
    const before = [...asked]
    await screen.fill(tSupport('check.message'), 'Cap nhat VssID tai https://vssid-moi.top/a.apk')
    expect(screen.text()).toContain(tSupport('check.verdict.danger'))
    await screen.fill(tSupport('check.message'), '1900 9068')
    expect(screen.text()).toContain(tSupport('check.verdict.official'))
    await screen.fill(tSupport('check.message'), '')
    expect(screen.text()).not.toContain(tSupport('check.verdict.official'))
    expect(asked).toEqual(before)
  })

  it('is never called official without a list, which the screen says', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
    const screen = await renderScreen(<CheckScreen />, signedIn)
    expect(screen.text()).toContain(tSupport('check.old'))
    await screen.fill(tSupport('check.message'), '1900 9068')
    expect(screen.text()).toContain(tSupport('check.verdict.unknown'))
  })
})

describe('a caller', () => {
  const call = 'POST /api/caller-checks'
  const files = { 'GET /contacts.json': { bytes: new Uint8Array(readFileSync('public/contacts.json')) } }
  it('who says the right digits is said to be genuine, and no digits are ever shown', async () => {
    const { bodies } = stubIssuer({
      ...files,
      [call]: [
        { body: { isGenuine: false } },
        { body: { isGenuine: true, office: 'BHXH cơ sở Ba Đình (mẫu)' } },
      ],
    })
    const screen = await renderScreen(<CheckScreen />, signedIn)
    await screen.fill(tSupport('caller.digits'), '12')
    expect(screen.isDisabled(tSupport('caller.check'))).toBe(true)
    await screen.fill(tSupport('caller.digits'), '1234')
    await screen.submit('.caller form')
    expect(screen.status()).toContain(tSupport('caller.impostor'))
    await screen.fill(tSupport('caller.digits'), '4321')
    await screen.submit('.caller form')
    expect(screen.status()).toContain(tSupport('caller.genuine', { office: 'BHXH cơ sở Ba Đình (mẫu)' }))
    // What the next caller says is not vouched for while it is being typed.
    await screen.fill(tSupport('caller.digits'), '9')
    expect(screen.status()).not.toContain(tSupport('caller.genuine', { office: 'BHXH cơ sở Ba Đình (mẫu)' }))
    expect(bodies(call)).toEqual([{ digits: '1234' }, { digits: '4321' }])
  })

  it('cannot be tried without a network or a sign-in, which the screen says with what to do', async () => {
    stubIssuer({ ...files, [call]: 'no network' })
    const screen = await renderScreen(<CheckScreen />, { ...signedIn, online: false })
    expect(screen.text()).toContain(tSupport('caller.offline'))
    await screen.fill(tSupport('caller.digits'), '1234')
    await screen.submit('.caller form')
    expect(screen.text()).not.toContain(tSupport('caller.impostor'))
    const out = await renderScreen(<CheckScreen />, { now: NOW })
    expect(out.text()).toContain(tSupport('caller.signIn'))
  })

  it('may be tried only so often', async () => {
    stubIssuer({ ...files, [call]: 'too_many_requests' })
    const screen = await renderScreen(<CheckScreen />, signedIn)
    await screen.fill(tSupport('caller.digits'), '1234')
    await screen.submit('.caller form')
    expect(screen.alert()).not.toBe('')
  })
})

describe('a question to the office', () => {
  it('begins with what the assistant could not answer', async () => {
    stubFiles()
    askOffice('tối nay ăn gì')
    const screen = await renderScreen(<QuestionScreen />, signedIn)
    expect(screen.field(tSupport('question.text')).value).toBe('tối nay ăn gì')
    expect(location.href).not.toContain('n%20g')
    const next = await renderScreen(<QuestionScreen />, signedIn)
    expect(next.field(tSupport('question.text')).value).toBe('')
  })

  it('needs words, and a sign-in to be sent', async () => {
    stubFiles()
    const screen = await renderScreen(<QuestionScreen />, signedIn)
    await screen.submit('form')
    expect(screen.errorOf(tSupport('question.text'))).toContain(tSupport('question.missing'))
    await screen.fill(tSupport('question.text'), 'a'.repeat(1001))
    expect(screen.errorOf(tSupport('question.text'))).toContain(tSupport('question.long', { max: 1000 }))
    await screen.fill(tSupport('question.text'), 'Thẻ hết hạn khi nào?')
    await screen.submit('form')
    expect(screen.alert()).not.toBe('')
    const out = await renderScreen(<QuestionScreen />, { now: NOW })
    expect(out.hasButton(tUi('services.signIn'))).toBe(true)
  })
})
