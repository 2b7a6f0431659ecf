import { describe, expect, it } from 'vitest'
import { findOwnEmployers } from '../../../../src/core/directory/own-employers.ts'
import type { ParticipationPeriod } from '../../../../src/core/snapshot/history.ts'

const period = (employer: string | undefined, from: string, to: string): ParticipationPeriod => ({
  kind: 'bhxh',
  from,
  to,
  ...(employer !== undefined && { employer }),
})

const history = [
  period('Công ty TNHH Mẫu Dệt may', '2015-01', '2016-12'),
  period('Công ty TNHH Mẫu Dệt may', '2012-01', '2013-06'),
  period(undefined, '2017-01', '2017-03'),
  period('Trường Tiểu học Mẫu Hoa Sen', '2018-01', '2026-10'),
]

describe('employers of one’s own history', () => {
  it('stand once each, the latest first, from the first month to the last', () => {
    expect(findOwnEmployers(history, '')).toEqual([
      { name: 'Trường Tiểu học Mẫu Hoa Sen', from: '2018-01', to: '2026-10' },
      { name: 'Công ty TNHH Mẫu Dệt may', from: '2012-01', to: '2016-12' },
    ])
  })

  it('are found without marks and half typed', () => {
    expect(findOwnEmployers(history, 'det m').map(({ name }) => name)).toEqual(['Công ty TNHH Mẫu Dệt may'])
    for (const other of ['bệnh viện', 'bạch mai', 'det nam'])
      expect(findOwnEmployers(history, other)).toEqual([])
    expect(findOwnEmployers([], 'det')).toEqual([])
  })
})
