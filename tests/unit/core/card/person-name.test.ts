import { expect, it } from 'vitest'
import { foldPersonName } from '../../../../src/core/card/person-name.ts'

it('compares names without marks, case and blanks', () => {
  const name = 'Đặng  Thị Ánh Đào'
  for (const written of [name, name.normalize('NFD'), 'DANG THI ANH DAO', ' đặng thị ánh  đào '])
    expect(foldPersonName(written)).toBe('dang thi anh dao')
  expect(foldPersonName('Đặng Thị Anh')).not.toBe(foldPersonName('Đặng Thị Ánh Đào'))
})
