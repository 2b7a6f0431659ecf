import { describe, expect, it } from 'vitest'
import { readVneidReturn } from '../../../../../src/app/screens/sign-in/vneid-return.ts'

describe('what VNeID puts into the address', () => {
  it('is taken as it came, and only what the contract names', () => {
    expect(readVneidReturn('?code=a%2Bb&state=s&iss=https%3A%2F%2Fid.example&session_state=x')).toEqual({
      code: 'a+b',
      state: 's',
      iss: 'https://id.example',
    })
    expect(readVneidReturn('?error=access_denied&error_description=%3Cb%3Eno&state=s')).toEqual({
      error: 'access_denied',
      state: 's',
    })
  })

  it.each(['', '?', '?code=a', '?state=s', '?error=e'])('is no answer without its parts: %j', (search) => {
    expect(readVneidReturn(search)).toBeUndefined()
  })
})
