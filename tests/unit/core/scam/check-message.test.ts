import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactsKind } from '../../../../src/core/content/contacts-kind.ts'
import { checkMessage } from '../../../../src/core/scam/check-message.ts'
import { readOfficialContacts } from '../../../../src/core/scam/official-contacts.ts'

const text = readFileSync(new URL('../../../../public/contacts.json', import.meta.url), 'utf8')
const file = readOfficialContacts(text)
if (!file.ok) throw new Error(file.error)
const { contacts } = file.value
const check = (message: string) => {
  const { verdict, findings } = checkMessage(message, contacts)
  return [verdict, ...findings.map(({ kind }) => kind)]
}

describe('a message', () => {
  it('is genuine only where nothing of it can have been cut off', () => {
    expect(check(`1900 9068 ${'.'.repeat(1900)}`)).toEqual(['official', 'official'])
    expect(check(`1900 9068 ${'.'.repeat(2000)} https://bit.ly/3xYz`)).toEqual(['unknown', 'official'])
  })

  it.each([
    'the-moi.cloud',
    'the-moi.unheard-of',
    'evil .com',
    'evil․com/x',
    'h t t p s : / / evil . com',
    'cs@the-moi.help',
    'telegram @hotro',
    'Kết bạn Zalo "Hỗ trợ thẻ"',
    '０９８７６５４３２１',
    '٠٩٨٧٦٥٤٣٢١',
    'o987654321',
    '0987-654---321',
    'STK 1903 6925 4810 12 VCB',
    'soạn tin THE gửi 8785',
    '☎.help',
    'https://😀.ws/x',
    'ⓔⓥⓘⓛ．ⓒⓞⓜ',
    'evil[.]com',
    'evil(dot)com',
    'evil [ . ] com',
    'evil dot com',
    'evil chấm com',
    'evil. com',
    'evil . COM/x',
    'evil. Co/x',
    'evil. Co com',
    'evil. co de nhan',
    'evil . Co de nhan',
    'evil. Com de nhan',
    'evilꓸcom',
    'evil܁com',
    'evil·com',
    'evil•com',
    'evil﹒com',
    'еvil',
    `${'1900 9068 '.repeat(20)} 0987654321`,
    `${'https://baohiemxahoi.gov.vn '.repeat(20)} https://evil.com`,
  ])('is not genuine for an official number in it when it leads elsewhere: %s', (elsewhere) => {
    expect(check('Tổng đài 1900 9068. Xin chào!')[0]).toBe('official')
    expect(check(`Tổng đài 1900 9068. ${elsewhere}`)[0]).not.toBe('official')
    expect(check(`${elsewhere} hoặc gọi 1900 9068`)[0]).not.toBe('official')
  })

  it.each([
    'Tổng đài 1900 9068 • cả ngày (miễn phí). Com-lê, me tây: xin chào!',
    'Tong dai 1900 9068. so nay mien phi (moi ngay).',
    '보험 문의 1900 9068. 感谢您！ありがとう。',
    'The BHYT sap het han. Co the gia han tai https://baohiemxahoi.gov.vn. So tien khong doi.',
    'Your card ends soon. To renew it call 1900 9068',
  ])('is genuine with the points of everyday texts: %s', (message) => {
    expect(check(message)[0]).toBe('official')
  })

  it.each([
    // Browsers read all of these as one name, which ends in a stranger's.
    'https://baohiemxahoi.gov.vn😀.help/x',
    'https://baohiemxahoi.gov.vn%2ehelp/x',
    'https://baohiemxahoi.gov.vn!.help/x',
    'https://baohiemxahoi.gov.vn~.help/x',
    'https://baohiemxahoi.gov.vn&.help/x',
    'https://baohiemxahoi.gov.vn(.help/x',
    // And these hide a second one, or a number, in what looks like the path.
    'https://baohiemxahoi.gov.vn/,evil.com',
    'https://baohiemxahoi.gov.vn/x|https://evil.help/y',
    'https://baohiemxahoi.gov.vn/?u=https%3A%2F%2Fevil.help',
    'https://baohiemxahoi.gov.vn/goi-0987654321',
  ])('is not genuine for an official name at the beginning of an address: %s', (message) => {
    expect(check('Vào https://baohiemxahoi.gov.vn/tin/a.aspx?ItemID=12345, cảm ơn')[0]).toBe('official')
    expect(check(message)[0]).not.toBe('official')
    expect(check(`Vào ${message} hoặc gọi 1900 9068`)[0]).not.toBe('official')
  })

  it.each([
    'Bệnh viện Chợ Rẫy: lịch tái khám 8h ngày 12/08. Liên hệ 028 3855 4137 hoặc Zalo của bệnh viện.',
    'Nhà trường nhắc nộp BHYT trước 30/9, liên hệ cô Lan 0912345678 (Zalo).',
    'Quan tâm Zalo "Bảo hiểm xã hội Việt Nam" tại https://zalo.me/2020200202',
    'VssID: Ma OTP cua ban la 482913. Khong cung cap ma cho bat ky ai. Tong dai 1900 9068 (24/7)',
    'Tuyệt đối không cung cấp mật khẩu, mã OTP cho bất kỳ ai. Nếu cần, xem https://baohiemxahoi.gov.vn',
    'Ma OTP cua ban la 113456. Khong cung cap ma cho bat ky ai',
    'Tên đăng nhập: 0115123456, mật khẩu đã được đổi',
    'Tài khoản ngân hàng nhận lương hưu: xem *https://baohiemxahoi.gov.vn*',
  ])('is not called a scam when it is an everyday one: %s', (message) => {
    expect(check(message)[0]).toBe('unknown')
  })

  it.each([
    'Nếu ông bà không cung cấp mã OTP cho ai đó của BHXH, thẻ hết hạn',
    'Không được chậm trễ, cung cấp mã OTP cho cán bộ',
    'Không cung cấp mã cho ai. Chuyển khoản 500.000 đồng để gia hạn thẻ',
    'Không cung cấp mã, chuyển khoản ngay cho ai gọi',
    'Không cung cấp mã OTP cho bất kỳ ai trừ cán bộ BHXH đang gọi',
    'Không cung cấp mã OTP cho ai khác ngoài cán bộ BHXH',
  ])('is a scam also with the words of a warning: %s', (message) => {
    expect(check(message)[0]).toBe('danger')
  })

  it.each([
    ['Xác minh tại bhxh-vn.help/x, tổng đài 1900 9068', ['danger', 'imitation', 'official']],
    ['Thông báo của BHXH.Xin cảm ơn', ['unknown']],
    ['Vào the-moi.help/x hoặc gọi 1900 9068', ['unknown', 'unknown', 'official']],
    ['https://baohiemxahoi.gov.vn/tin-tuc', ['official', 'official']],
    ['dichvucong.baohiemxahoi.gov.vn', ['official', 'official']],
    ['19009068', ['official', 'official']],
    ['1900 9068', ['official', 'official']],
    ['Gọi 1900.9068 hoặc vào https://vneid.gov.vn', ['official', 'official', 'official']],
    ['https://hanoi.gov.vn/tin', ['unknown', 'state']],
    ['http://baohiemxahoi.gov.vn', ['danger', 'insecure']],
    ['https://baohiemxahoi-gov.vn', ['danger', 'imitation']],
    ['https://baohiemxahoi.gov.vn.cap-nhat.top/x', ['danger', 'imitation']],
    ['https://baohiemxahoi.gov.vn@evil.com', ['danger', 'disguised']],
    ['https://bаohiemxahoi.gov.vn', ['danger', 'foreign-script']],
    ['https://xn--bohiemxahoi-rlf.gov.vn', ['danger', 'foreign-script']],
    ['vssid-capnhat.com', ['danger', 'imitation']],
    ['https://vss1d.vip/app', ['danger', 'imitation']],
    ['https://vneld.me', ['danger', 'imitation']],
    ['https://dichvucongg.com', ['danger', 'imitation']],
    ['https://bit.ly/3xYz', ['danger', 'shortened']],
    ['http://103.12.4.5/vssid.apk', ['danger', 'numeric-host']],
    ['https://tai-ve.site/a.apk', ['danger', 'app-file']],
    ['https://vnexpress.net/suc-khoe', ['unknown', 'unknown']],
    ['0912 345 678', ['unknown', 'unknown']],
    ['+84 24 3936 1234', ['unknown', 'unknown']],
    ['+84 (24) 3936 1234', ['unknown', 'unknown']],
    ['(024) 3936-1234', ['unknown', 'unknown']],
    ['Ông bà chuyển khoản 500.000 đồng để gia hạn thẻ', ['danger', 'demand']],
    ['Vui lòng đọc mã OTP cho cán bộ', ['danger', 'mention', 'demand']],
    ['cai dat ung dung vssid moi de khong bi khoa the', ['danger', 'mention', 'demand']],
    ['Thẻ BHYT sẽ khóa, gọi ngay 0987654321', ['danger', 'unknown', 'mention']],
    ['Vi BHYT: 123456 la ma xac nhan, khong doc cho ai', ['unknown', 'sender', 'mention']],
    ['a\u202ehttps://baohiemxahoi.gov.vn', ['danger', 'hidden-signs', 'official']],
    ['Hẹn khám ngày 12.12.2026 lúc 8.30, phí 1.200.000 đồng', ['unknown']],
    ['Xin chào', ['unknown']],
    ['', ['unknown']],
  ])('%s', (message, found) => {
    expect(check(message)).toEqual(found)
  })

  it('has nothing official in it where there is no list that may be used', () => {
    expect(checkMessage('https://baohiemxahoi.gov.vn 1900 9068', undefined)).toMatchObject({
      verdict: 'unknown',
      findings: [{ kind: 'state' }, { kind: 'unknown' }],
    })
  })

  const parts = [
    'https://',
    'http://',
    'www.',
    'baohiemxahoi',
    'gov.vn',
    '.',
    '@',
    '/',
    'xn--',
    '\u200b',
    '\u202e',
    'а',
    '1900',
    ' 9068',
    '+84',
    '0',
    '9',
    'bit.ly',
    '-',
    ' ',
    '\n',
    'otp',
    '[',
    ']',
    ':',
    'vssid',
  ]
  it('is judged whatever it is, and never official with a host that is not the agency’s', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...parts), { maxLength: 60 }).map((found) => found.join('')),
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.tuple(fc.constantFrom(...parts), fc.nat(300)).map(([part, times]) => part.repeat(times)),
        ),
        (message) => {
          const { verdict, findings } = checkMessage(message, contacts)
          if (verdict !== 'official') return
          for (const { kind, value } of findings) {
            expect(kind).toBe('official')
            expect(
              contacts.some(
                (each) =>
                  value === each.value.replaceAll(' ', '') ||
                  value === each.value ||
                  value.endsWith(`.${each.value}`),
              ),
            ).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('the list of official contacts', () => {
  const known = { provinces: new Set<string>(), wards: new Set<string>() }
  it('is the same after officers have looked at it', () => {
    const table = contactsKind.read(text)
    const written = table.ok ? contactsKind.write(table.value, known) : undefined
    const sorted = [...contacts].sort((one, other) => (one.code < other.code ? -1 : 1))
    expect(written?.ok && JSON.parse(written.value)).toEqual({ asOf: file.value.asOf, contacts: sorted })
  })

  it('guards every number and host, by the field alone', () => {
    expect(contactsKind.protectedValues({ value: '1900 9068' })).toEqual(['contact 19009068'])
    expect(contactsKind.protectedValues({ value: 'VNeID.gov.vn' })).toEqual(['contact vneid.gov.vn'])
    expect(contactsKind.protectedValues({ name: 'x' })).toEqual([])
  })

  it('takes no host outside the state’s domains, and no number that is none', () => {
    for (const change of [
      { kind: 'host', value: 'vssid.com' },
      { kind: 'host', value: 'xn--a.gov.vn' },
      { kind: 'phone', value: '+1 202 555' },
      { kind: 'link', value: 'x' },
    ]) {
      const rows = new Map([['X-01', { code: 'X-01', name: 'X', ...change }]])
      expect(contactsKind.write({ asOf: '2026-11-29', rows }, known).ok).toBe(false)
    }
  })
})
