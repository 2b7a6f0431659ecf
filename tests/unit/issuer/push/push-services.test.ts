import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPushService } from '../../../../src/issuer/push/push-services.ts'

const known = { allowsLocal: false }

describe('where the service posts pushes', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://web.push.apple.com/QAbc',
    'https://wns2-sg2p.notify.windows.com/w/?token=AbC',
  ])('is %s', (endpoint) => {
    expect(isPushService(endpoint, known)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com@example.org/x',
    'https://fcm.googleapis.com.example.org/x',
    'https://evilpush.apple.com.example.org/x',
    'https://xpush.apple.com.evil/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://10.0.0.1/x',
  ])('is not %s', (endpoint) => {
    expect(isPushService(endpoint, known)).toBe(false)
  })

  it('is nowhere else, and on this machine in a demo alone', () => {
    fc.assert(fc.property(fc.domain(), (host) => !isPushService(`https://${host}/x`, known)))
    expect(isPushService('http://127.0.0.1:9999/push/a', { allowsLocal: true })).toBe(true)
  })
})
