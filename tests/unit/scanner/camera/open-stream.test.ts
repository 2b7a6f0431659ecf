import { describe, expect, it } from 'vitest'
import { openStream } from '../../../../src/scanner/camera/open-stream.ts'
import { fakePlatform, mediaError } from './fake-camera.ts'

describe('opening a camera', () => {
  it('asks for the rear camera at full size, and for nothing exactly', async () => {
    const { platform, wishes } = fakePlatform()
    expect((await openStream(platform, undefined)).ok).toBe(true)
    expect(wishes).toHaveLength(1)
    expect(wishes[0]).toMatchObject({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
    expect(JSON.stringify(wishes)).not.toContain('exact')
  })

  it('asks for the camera that looks at the person, for a portrait', async () => {
    const { platform, wishes } = fakePlatform()
    await openStream(platform, undefined, 'user')
    expect(wishes[0]).toMatchObject({ video: { facingMode: { ideal: 'user' } } })
  })

  it('asks for the chosen lens', async () => {
    const { platform, wishes } = fakePlatform()
    await openStream(platform, 'wide')
    expect(wishes[0]).toMatchObject({ video: { deviceId: { ideal: 'wide' } } })
  })

  it('tries smaller pictures while the system cannot start the camera', async () => {
    const fake = fakePlatform()
    fake.answerWith(() =>
      fake.wishes.length < 3 ? Promise.reject(mediaError('NotReadableError')) : Promise.resolve(),
    )
    expect((await openStream(fake.platform, undefined)).ok).toBe(true)
    expect(fake.wishes).toHaveLength(3)
  })

  it.each([
    ['NotAllowedError', 'refused', 1],
    ['SecurityError', 'refused', 1],
    ['NotFoundError', 'no_camera', 2],
    ['NotReadableError', 'in_use', 4],
    ['AbortError', 'in_use', 4],
    ['TypeError', 'unsupported', 1],
  ])('says %s as %s', async (name, refusal, tries) => {
    const fake = fakePlatform()
    fake.answerWith(() => Promise.reject(mediaError(name)))
    expect(await openStream(fake.platform, undefined)).toEqual({ ok: false, refusal })
    expect(fake.wishes).toHaveLength(tries)
  })

  it('tells an insecure page and a browser without cameras apart', async () => {
    const { platform } = fakePlatform({ isSecure: false })
    expect(await openStream(platform, undefined)).toEqual({ ok: false, refusal: 'insecure' })
    const bare = { isSecure: true, mediaDevices: undefined }
    expect(await openStream(bare, undefined)).toEqual({ ok: false, refusal: 'unsupported' })
  })
})
