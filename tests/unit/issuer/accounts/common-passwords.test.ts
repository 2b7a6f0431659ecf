import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { listVietnamesePasswords } from '../../../../src/build/vietnamese-passwords.ts'
import { checkPassword, PASSWORD_MIN_LENGTH } from '../../../../src/core/account/password-rules.ts'
import { isCommonPassword } from '../../../../src/issuer/accounts/common-passwords.ts'

const check = (password: string) => checkPassword(password, {}, isCommonPassword)
const listTaken = (passwords: readonly string[]) =>
  passwords.filter((password) => check(password).length === 0)

/** Out of lists of the world's best known, eight characters and more. */
const best =
  `password1 password123 qwerty123 1q2w3e4r 1qaz2wsx zaq12wsx qwertyuiop1 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5y6 sunshine1
  football1 princess1 iloveyou1 chocolate butterfly liverpool elephant jennifer jessica1 basketball chelsea1 superman1 asdf1234
  abcd1234 abc12345 aa123456 a123456789 1234qwer qwer1234 changeme1 passw0rd p@ssw0rd P@ssw0rd1 Password1! Welcome1 welcome123
  admin123 letmein123 trustno1 starwars1 mustang1 maverick cocacola computer1 whatever1 nicholas jordan23 asdfasdf zxcvbnm1
  1qazxsw2 qazwsxedc 147852369 789456123 11111111 12341234 88888888 woaini1314 5201314a anhyeuem123 matkhau123 vietnam123
  hoanghon`.split(/\s+/)

describe('common passwords', () => {
  it('are not taken: the best known', () => {
    expect(best).toHaveLength(63)
    expect(listTaken(best)).toEqual([])
  })

  it('are not taken while typing either, nearly all of the best known', () => {
    expect(best.filter((password) => checkPassword(password).length === 0)).toEqual(['5201314a', 'hoanghon'])
  })

  it('are not taken: the 10,000 commonest of eight characters and more out of ten million of leaks', () => {
    // Mark Burnett, "Ten Million Passwords", 2015, released to the public domain.
    const file = join(import.meta.dirname, '../../../vectors/passwords/common-10000.txt.br')
    const leaked = brotliDecompressSync(readFileSync(file)).toString('utf8').trim().split('\n')
    expect(new Set(leaked).size).toBe(10_000)
    expect(listTaken(leaked)).toEqual([])
  })

  it('are not taken: names, love, family, places and walks on the keyboard, with digits at their ends', () => {
    const common = listVietnamesePasswords()
    expect(common.length).toBeGreaterThan(10_000)
    expect(common.filter((text) => text.length >= 5 && !isCommonPassword(text))).toEqual([])
    const written = common.flatMap((text) => {
      if (text.length >= PASSWORD_MIN_LENGTH) return [text]
      return /^[a-z]{5,}$/.test(text) ? [`${text}1990`, `123${text}`] : []
    })
    expect(listTaken(written)).toEqual([])
    expect(
      listTaken(['Nguyễn Thu Hương 1990', 'anh yêu Lan', 'ThuHuong@1995', 'toiyeuhanoi', '2wsx3edc4rfv']),
    ).toEqual([])
  })

  it('are hardly ever seen in others', () => {
    const others = Array.from({ length: 200_000 }, (_, index) =>
      createHash('sha256').update(`other ${index}`).digest('hex').slice(0, 12),
    )
    expect(others.filter(isCommonPassword).length).toBeLessThan(20)
    expect(
      listTaken([
        'the-xanh-1',
        'mai nay đi chợ',
        'con trâu trắng',
        'k7Rw-q2Zt',
        'thi truong Hue',
        'ba con meo trang',
      ]),
    ).toHaveLength(6)
  })
})
