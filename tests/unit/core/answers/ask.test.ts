import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { createAsk } from '../../../../src/core/answers/ask.ts'
import { scorePack } from '../../../../src/core/answers/score-pack.ts'
import { languages } from '../../../../src/i18n/languages.ts'
import { heldSets, readOwnAnswers, readQuestions } from '../../../support/answers/known-answers.ts'

const vi = readOwnAnswers('vi')
const ask = createAsk(vi)

describe('the assistant', () => {
  it.each([
    ['mất điện thoại thì sao', 'lost-phone'],
    ['mat dien thoai thi sao', 'lost-phone'],
    ['quen mk roi', 'forgot-password'],
    ['đủ 5 năm liên tục được gì', 'five-years'],
  ])('answers “%s”', (question, id) => {
    expect(ask(question).outcome).toMatchObject({ kind: 'answer', answer: { id } })
  })

  it.each(['tối nay ăn gì', 'giá vàng hôm nay', 'qwerty zxcvb', '', '   ', '???'])(
    'does not know “%s”',
    (question) => {
      expect(ask(question)).toEqual({ outcome: { kind: 'unknown' } })
    },
  )

  it('sends to 115 before anything else, and still says what it pays where that is asked', () => {
    expect(ask('bố tôi ngất xỉu không thở được')).toEqual({
      urgency: 'emergency',
      outcome: { kind: 'unknown' },
    })
    expect(ask('cấp cứu thì bhyt trả thế nào')).toMatchObject({
      outcome: { kind: 'answer', answer: { id: 'emergency-cost' } },
    })
  })

  it('sends to a doctor, and answers nothing about medicines', () => {
    expect(ask('đau đầu thì uống thuốc gì')).toEqual({ urgency: 'medical', outcome: { kind: 'unknown' } })
  })

  it.each(['mẹ tôi lay không tỉnh không nói', 'lay khong u khong noi', 'tay không nhấc không nổi'])(
    'sends to 115 who says a word twice: “%s”',
    (question) => expect(ask(question).urgency).toBe('emergency'),
  )

  it.each([
    'thẻ thư viện hết hạn',
    'tài khoản ngân hàng bị khóa',
    'bảo hiểm ô tô hết hạn',
    'xóa tài khoản zalo',
    'bảo hiểm ô tô và bảo hiểm ô tô',
    'thẻ thang máy chung cư bị hỏng',
    'mã xác nhận của ngân hàng không về',
  ])('knows what is about another card, account or insurance: “%s”', (question) => {
    expect(ask(question)).toEqual({ outcome: { kind: 'unknown' } })
  })

  it.each([
    'doi can cuoc moi co phai doi the bhyt khong',
    'gia han bao hiem y te ho gia dinh online',
    'dai ly thu bhyt o xa minh tim o dau',
    'nghi viec roi mua o dau de khong bi gian doan',
    'mua the o dau va can giay to gi',
    'bi ngat 2 thang do nghi viec',
    'toi bi giat dien thoai tren duong',
    'mat the o ben xe do nguoi ta lay',
  ])('sends nobody to 115 whose words are others without their marks: “%s”', (question) => {
    expect(ask(question).urgency).toBeUndefined()
  })

  it.each([
    'mẹ tôi đau tim',
    'vợ em đau đẻ',
    'con dơi cắn cháu',
    'bị ngất ở nhà',
    'té vỡ đầu',
    'dau tim qua',
  ])('sends to 115: “%s”', (question) => expect(ask(question).urgency).toBe('emergency'))

  it.each([
    ['vi', ['không ạ', 'xuất', 'mã', 'bệnh viện', 'tiền', 'bố mẹ tôi hết hạn rồi']],
    ['en', ['What are my benefits?', 'insurance?', 'my husband', 'bank', 'company', 'cost', 'data']],
    ['ko', ['사고', '병원', '회사']],
    ['zh', ['医院', '公司', '手术']],
    ['ja', ['手術', '病院', '会社']],
  ] as const)('is not sure by a word that many things are about, in %s', (language, questions) => {
    const askOwn = createAsk(readOwnAnswers(language))
    const sure = questions.flatMap((question) => {
      const { outcome } = askOwn(question)
      return outcome.kind === 'answer' ? [`${question}: ${outcome.answer.id}`] : []
    })
    expect(sure).toEqual([])
  })

  it('sends nobody to 115 who asks whether something has leaked', () => {
    expect(ask('thong tin cua toi co bi lo ra ngoai khong').urgency).not.toBe('emergency')
    expect(ask('thông tin của tôi có bị lộ ra ngoài không').urgency).toBeUndefined()
  })

  it('asks of a short question for fewer points of the topic, and refuses it for those against it', () => {
    const text = [
      'answers 1 2026-11-01',
      '@topic 1 mat; the',
      '@topic -2 xe',
      '# lost',
      '= Mất thẻ bảo hiểm',
      'Một đoạn.',
      '§ Luật',
      '* 2026-11-01 2027-11-01',
    ].join('\n')
    const pack = readAnswerPack(text)
    const askOne = (question: string) => (pack.ok ? createAsk(pack.value)(question).outcome.kind : undefined)
    expect(['thẻ', 'mất thẻ'].map(askOne)).toEqual(['answer', 'answer'])
    expect(['thẻ xe', 'mất thẻ rồi mà'].map(askOne)).toEqual(['unknown', 'unknown'])
  })

  it.each(['VNeID', 'trẻ em', 'sinh viên', 'tạm trú', 'bưu điện', 'công an'])(
    'offers answers for “%s”, as a search would',
    (words) => {
      expect(ask(words).outcome.kind).not.toBe('unknown')
    },
  )

  it('refuses what is about something else, whatever the order of its words', () => {
    expect(ask('sạc hoài mà pin không vào điện thoại').outcome.kind).toBe('unknown')
  })

  it('does not refuse what names another subject beside its own', () => {
    expect(ask('bị tai nạn xe máy bảo hiểm y tế có chi trả không').outcome).toMatchObject({
      kind: expect.stringMatching(/answer|choose/),
    })
    expect(ask('đi du lịch thì thẻ bhyt khám ở đâu').outcome.kind).not.toBe('unknown')
  })

  it('gives nothing but what stands in the pack, and at most three, whatever is asked', () => {
    const words = vi.answers.flatMap(({ wordings }) => wordings).flatMap((wording) => wording.split(' '))
    const question = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
    )
    fc.assert(
      fc.property(question, (asked) => {
        const { outcome } = ask(asked)
        const given =
          outcome.kind === 'answer' ? [outcome.answer] : outcome.kind === 'choose' ? outcome.answers : []
        expect(given.length).toBeLessThanOrEqual(3)
        for (const answer of given) expect(vi.answers).toContain(answer)
      }),
      { numRuns: 500 },
    )
  })

  it('reads old and new places of tone marks alike, and NFD as NFC', () => {
    for (const question of ['uỷ quyền nhận lương hưu', 'ủy quyền nhận lương hưu'])
      expect(ask(question.normalize('NFD')).outcome).toMatchObject({ answer: { id: 'pension-payment' } })
  })
})

describe.each(languages)('in %s', (language) => {
  const pack = readOwnAnswers(language)

  it('each answer is found by nearly all of its own wordings', () => {
    const questions = pack.answers.flatMap(({ id, wordings }) =>
      wordings.map((question) => ({ question, expects: [id] })),
    )
    const { within, asked } = scorePack(pack, questions)
    expect(within / asked).toBeGreaterThan(0.97)
  })

  it('questions that nobody has learnt from are answered as well as was measured', () => {
    const questions = heldSets[language].flatMap((set) => readQuestions(language, set))
    const { first, within, wrong, refused, routed, about, asked } = scorePack(pack, questions)
    expect(first / about.answer).toBeGreaterThan(0.8)
    expect(within / about.answer).toBeGreaterThan(0.91)
    expect(wrong / asked).toBeLessThan(0.02)
    expect(refused / about['off-topic']).toBeGreaterThan(0.75)
    expect(routed / (about.emergency + about.medical)).toBeGreaterThan(0.93)
  })

  it('whoever is in danger is sent to 115, whoever is ill to a doctor, and nobody else is refused for it', () => {
    const ask = createAsk(pack)
    for (const { question, expects } of readQuestions(language, 'urgent')) {
      const { urgency, outcome } = ask(question)
      if (expects === 'emergency') expect(urgency, question).toBe('emergency')
      if (expects === 'medical') expect(urgency, question).toBeDefined()
      if (typeof expects !== 'string' && urgency === 'emergency')
        expect(outcome.kind, question).not.toBe('unknown')
    }
  })
})
