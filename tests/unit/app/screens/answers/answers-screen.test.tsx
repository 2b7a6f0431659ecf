// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { takeQuestion } from '../../../../../src/app/questions/asked-question.ts'
import { AnswersScreen } from '../../../../../src/app/screens/answers/answers-screen.tsx'
import { answersTexts, tAnswers } from '../../../../../src/app/texts/answers-texts.ts'
import { benefitsTexts } from '../../../../../src/app/texts/benefits-texts.ts'
import { uiTexts } from '../../../../../src/app/texts/ui-texts.ts'
import type { CardFace } from '../../../../../src/core/card/card.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'

const date = (text: string) => text as PartialDate
const NOW = Date.parse('2026-11-30T08:00:00+07:00') / 1000

const face: CardFace = {
  bhytNumber: 'DN4010199990001',
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: date('1985-03-05'),
  validFrom: date('2026-01-01'),
  validTo: date('2027-12-31'),
  benefitLevel: 4,
}

const withCard: Partial<AppState> = {
  now: NOW,
  summary: {
    cards: [
      {
        cardId: 'a',
        origin: 'issued',
        relation: 'self',
        face,
        hospitalText: '',
        position: 0,
        updatedAt: NOW,
        desksVerify: false,
      },
    ],
    sequence: 1,
    signedIn: true,
    holderKeys: 'none',
  },
}

let asked: string[] = []

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] })
  // Long work is done in slices of so many milliseconds: on a busy machine there would be any number of them.
  vi.spyOn(performance, 'now').mockReturnValue(0)
  asked = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return new Response(readFileSync(`public${path}`))
  })
  await Promise.all([uiTexts, benefitsTexts, answersTexts].map((each) => each.load('vi')))
  return () => {
    vi.useRealTimers()
    vi.mocked(performance.now).mockRestore()
  }
})

async function askFor(question: string, state: Partial<AppState> = withCard) {
  const screen = await renderScreen(<AnswersScreen />, { now: NOW, ...state })
  await screen.fill(tAnswers('answers.question'), question)
  await screen.press(tAnswers('answers.ask'))
  return screen
}

describe('the assistant’s screen', () => {
  it('says that answers are not there yet, and how they come', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }))
    vi.resetModules()
    const { text } = await renderScreen(<AnswersScreen />, { now: NOW, language: 'ja' })
    expect(text()).toContain(tAnswers('answers.missing'))
  })

  it('answers with source, dates, and whether it was meant', async () => {
    const { text, press } = await askFor('mất điện thoại thì sao')
    expect(text()).toContain('Mất điện thoại')
    expect(text()).toContain('Nguồn: ')
    expect(text()).toContain(tAnswers('answers.isThisIt'))
    expect([...document.querySelectorAll('.ways a')].map((each) => each.getAttribute('href'))).toEqual([
      '/mat-may',
    ])
    await press(tAnswers('answers.no'))
    expect(text()).toContain(tAnswers('answers.unknown'))
    expect(document.querySelector('.unknown a')?.getAttribute('href')).toBe('tel:19009068')
  })

  it('says facts of the card by slots alone', async () => {
    const { text } = await askFor('thẻ của tôi được trả bao nhiêu phần trăm')
    expect(text()).toContain('mức 4, quỹ trả 80%')
  })

  it('says that an answer is old once it should have been looked at again', async () => {
    vi.setSystemTime(Date.parse('2029-01-01T08:00:00+07:00'))
    const { text } = await askFor('mất điện thoại thì sao')
    expect(text()).toContain('quá ngày phải kiểm tra lại')
  })

  it('lets choose where it is not sure', async () => {
    const { text, press } = await askFor('thẻ hết hạn')
    expect(text()).toContain(tAnswers('answers.choose'))
    await press(tAnswers('answers.noneOfThese'))
    expect(text()).toContain(tAnswers('answers.unknown'))
  })

  it('knows that it does not know, with the hotline', async () => {
    const { text, press } = await askFor('tối nay ăn gì')
    expect(text()).toContain(tAnswers('answers.unknown'))
    await press(tAnswers('answers.askOffice'))
    expect(takeQuestion()).toBe('tối nay ăn gì')
  })

  it('shows 115 first in an emergency, and a doctor for what is medical', async () => {
    const { text } = await askFor('con tôi co giật')
    expect(text()).toContain(tAnswers('answers.emergency'))
    expect(document.querySelector('.urgent a')?.getAttribute('href')).toBe('tel:115')
    const beside = await askFor('cấp cứu thì bhyt trả thế nào')
    expect(beside.text()).toContain(tAnswers('answers.emergencyBeside'))
    expect(beside.text()).toContain(tAnswers('answers.isThisIt'))
    const medical = await askFor('đau bụng uống thuốc gì')
    expect(medical.text()).toContain(tAnswers('answers.medical'))
  })

  it('asks no server anything that depends on the question, and keeps nothing of it', async () => {
    const stored = vi.spyOn(Storage.prototype, 'setItem')
    await renderScreen(<AnswersScreen />, { now: NOW, ...withCard })
    const before = asked.length
    for (const question of ['mất điện thoại', 'tối nay ăn gì', 'con tôi co giật', 'thẻ hết hạn'])
      await askFor(question)
    const files = new Set(asked)
    expect([...files].every((path) => path === '/answers-vi.txt')).toBe(true)
    expect(before).toBeGreaterThan(0)
    expect(stored).not.toHaveBeenCalled()
    expect(location.href).not.toContain('?')
  })
})
