import { describe, expect, it } from 'vitest'
import { linkToMap } from '../../../../../src/app/screens/lookup/link-to-map.ts'

const facility = { code: '01929', name: 'Bệnh viện Bạch Mai', kind: 'hospital' } as const
const entry = {
  type: 'facility',
  key: '01929',
  facility: { ...facility, position: { latitude: 21.0006, longitude: 105.8408 } },
  place: { province: 'Thành phố Hà Nội' },
} as const
const words =
  'B%E1%BB%87nh%20vi%E1%BB%87n%20B%E1%BA%A1ch%20Mai%2C%20Th%C3%A0nh%20ph%E1%BB%91%20H%C3%A0%20N%E1%BB%99i'

describe('the way there', () => {
  it('is a geo address with the position on Android, without one the words alone', () => {
    expect(linkToMap(entry, 'Mozilla/5.0 (Linux; Android 14)')).toBe(`geo:21.0006,105.8408?q=${words}`)
    expect(linkToMap({ ...entry, facility }, 'Mozilla/5.0 (Linux; Android 14)')).toBe(`geo:0,0?q=${words}`)
  })

  it('is Apple’s map on an iPhone, which takes no geo address', () => {
    expect(linkToMap(entry, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)')).toBe(
      `https://maps.apple.com/?q=${words}&ll=21.0006,105.8408`,
    )
  })
})
