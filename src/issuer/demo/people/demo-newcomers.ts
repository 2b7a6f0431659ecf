import type { Specimen } from '../registry/specimen-person.ts'

/** People who are in the registry and have no account, so that registering can be tried; each a household of their own. */
export const newcomers: readonly Specimen[] = [
  { fullName: 'Võ Thị Mới Mẫu', sex: 'female', born: '1990-07-15', work: 'employed', facilityCode: '01929' },
  { fullName: 'Đặng Văn Chờ Mẫu', sex: 'male', born: '1979-12-02', work: 'employed', facilityCode: '01014' },
  {
    fullName: 'Hồ Thị Đợi Mẫu',
    sex: 'female',
    born: '1951-01-01',
    yearOnly: true,
    work: 'retired',
    facilityCode: '01929',
  },
]

/** The first of them, as one needs to know her for trying. */
export const demoNewcomer = {
  fullName: 'Võ Thị Mới Mẫu',
  dateOfBirth: '1990-07-15',
  bhxhCode: '0099990006',
  personalId: '099190999906',
} as const
