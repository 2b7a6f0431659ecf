// @vitest-environment happy-dom
import type { ComponentChildren } from 'preact'
import { describe, expect, it, vi } from 'vitest'
import type { OfficerSessionView } from '../../../src/core/api/officer-contract.ts'
import type { ServiceFileView } from '../../../src/core/api/service-desk-contract.ts'
import { DeskContext } from '../../../src/office-app/desk-context.ts'
import { tOffice, tOfficeUi } from '../../../src/office-app/office-texts.ts'
import { ServiceBoardPlace } from '../../../src/office-app/services/service-board.tsx'
import { ServicesPlace } from '../../../src/office-app/services/services-place.tsx'
import { renderPart, stubIssuer } from '../../support/app/render-screen.tsx'
import { eventually } from '../../support/eventually.ts'
import { NOW } from '../../support/vectors/world.ts'

type Answers = Parameters<typeof stubIssuer>[0]

async function open(part: ComponentChildren, answers: Answers, role = 'officer') {
  const issuer = stubIssuer(answers)
  const desk = {
    session: { officer: { id: 'o1', role } } as unknown as OfficerSessionView,
    onError: vi.fn(),
    prove: vi.fn(async () => true),
    kept: new Map<string, unknown>(),
  }
  const screen = await renderPart(<DeskContext.Provider value={desk}>{part}</DeskContext.Provider>)
  return { ...screen, issuer }
}

const summary = {
  id: 'f1',
  number: 'DV-26-7K2M-Q9XD',
  title: 'Cấp lại thẻ BHYT',
  fullName: 'Nguyễn Thị Mẫu',
  state: 'waiting' as const,
  filedAt: NOW,
  deadline: '2027-01-22',
  daysLeft: 3,
}
const file: ServiceFileView = {
  ...summary,
  content: 'x'.repeat(43),
  service: 'card-reissue',
  procedure: '1.014137',
  law: ['Luật Bảo hiểm y tế'],
  person: { bhxhCode: '0199990001', dateOfBirth: '1985-03-05', phone: null },
  lines: [{ page: 'reason', label: 'Lý do cấp lại', text: 'Thẻ bị mất' }],
  pages: [{ id: 'reason', title: 'Lý do cấp lại' }],
  changes: [{ label: 'Thẻ BHYT', before: '0199990001', after: '0199990001 – Nguyễn Thị Mẫu' }],
}
const LIST = 'GET /api/office/services?queue=open'
const FILE = 'GET /api/office/services/files/f1'
const list = { body: { files: [summary] } }

describe('the queue of public services', () => {
  it('says that it is loading, what went wrong, and that it is empty', async () => {
    expect((await open(<ServicesPlace />, { [LIST]: 'never' })).text()).toContain(tOffice('office.loading'))
    const broken = await open(<ServicesPlace />, { [LIST]: ['no network', { body: { files: [] } }] })
    expect(broken.alert()).toContain(tOfficeUi('error.offline'))
    await broken.press(tOffice('office.again'))
    expect(broken.text()).toContain(tOffice('list.empty'))
  })

  it('gives the most urgent file, whose first stop is the approval, and takes the focus back', async () => {
    const { press, text, issuer } = await open(<ServicesPlace />, {
      [LIST]: list,
      'POST /api/office/services/next': { body: { id: 'f1' } },
      [FILE]: { body: file },
      'POST /api/office/services/files/f1/approval': {},
    })
    expect(text()).toContain('còn 3 ngày làm việc')
    await press(tOffice('service.takeNext'))
    await eventually(() => expect(text()).toContain('Thẻ bị mất'))
    const stops = [...document.querySelectorAll<HTMLElement>('article :is(button, a, input, summary)')]
    expect(stops[0]?.textContent).toBe(tOffice('service.approve'))
    await eventually(() => expect(document.activeElement?.tagName).toBe('H2'))
    await press(tOffice('service.approve'))
    expect(issuer.bodies('POST /api/office/services/files/f1/approval')).toEqual([{ content: file.content }])
    await eventually(() =>
      expect(text()).toContain(tOffice('service.done.approved', { number: summary.number })),
    )
    await eventually(() => expect(document.activeElement?.textContent).toBe(tOffice('service.takeNext')))
  })

  it('says that nobody waits any more', async () => {
    const { press, text } = await open(<ServicesPlace />, {
      [LIST]: { body: { files: [] } },
      'POST /api/office/services/next': 'not_found',
    })
    await press(tOffice('service.takeNext'))
    await eventually(() => expect(text()).toContain(tOffice('service.noneLeft')))
  })

  it('asks for a reason before anything goes back or is refused', async () => {
    const { press, text } = await open(<ServicesPlace />, {
      [LIST]: list,
      'POST /api/office/services/next': { body: { id: 'f1' } },
      [FILE]: { body: file },
    })
    await press(tOffice('service.takeNext'))
    await eventually(() => expect(text()).toContain('Thẻ bị mất'))
    await press(tOffice('service.return'))
    expect(text()).toContain(tOffice('service.reasonNeeded'))
  })

  it('leaves a file to whoever has it; a supervisor may take it over', async () => {
    const claimed = { ...file, state: 'in-review' as const, claim: { officer: 'Cán Bộ Khác', own: false } }
    const answers = {
      [LIST]: list,
      'POST /api/office/services/next': { body: { id: 'f1' } },
      [FILE]: { body: claimed },
    }
    const plain = await open(<ServicesPlace />, answers)
    await plain.press(tOffice('service.takeNext'))
    await eventually(() => expect(plain.text()).toContain('Thẻ bị mất'))
    expect(plain.text()).toContain(tOffice('service.claimedBy', { officer: 'Cán Bộ Khác' }))
    expect(plain.text()).not.toContain(tOffice('service.approve'))
    const supervisor = await open(<ServicesPlace />, answers, 'supervisor')
    await supervisor.press(tOffice('service.takeNext'))
    await eventually(() => expect(supervisor.text()).toContain(tOffice('service.takeOver')))
  })
})

describe('the board', () => {
  it('has every number of its plots as text', async () => {
    const { text } = await open(<ServiceBoardPlace />, {
      'GET /api/office/services/board': {
        body: {
          states: [{ key: 'free', count: 7 }],
          ages: [{ key: 'late', count: 2 }],
          services: [{ key: 'Cấp lại thẻ BHYT', count: 9 }],
          days: [{ day: '2026-11-29', filed: 11, decided: 5 }],
        },
      },
    })
    for (const part of [tOffice('board.state.free'), '7', tOffice('board.age.late'), '9', '29/11/2026', '11'])
      expect(text()).toContain(part)
  })
})
