import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CameraState, createCamera } from '../../../../src/scanner/camera/camera.ts'
import { fakePlatform, mediaError } from './fake-camera.ts'

class FakePage extends EventTarget {
  hidden = false
  show(isShown: boolean): void {
    this.hidden = !isShown
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

function setUp(options: Parameters<typeof fakePlatform>[0] = {}) {
  const fake = fakePlatform(options)
  const page = new FakePage()
  const states: CameraState[] = []
  const video = { srcObject: null as unknown, play: () => Promise.resolve() }
  const camera = createCamera({
    video: video as unknown as HTMLVideoElement,
    platform: fake.platform,
    page,
    onState: (state) => states.push(state),
  })
  return { fake, page, states, video, camera, names: () => states.map((state) => state.name) }
}

/** Lets everything that waits for nothing else happen. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('a camera', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('opens, tells its lenses, and releases its track', async () => {
    const { camera, states, fake, video, names } = setUp()
    await camera.open()
    expect(names()).toEqual(['opening', 'running'])
    expect(states.at(-1)).toMatchObject({
      camera: { lensId: 'rear', lenses: [{ id: 'rear' }, { id: 'wide' }] },
    })
    expect(video.srcObject).not.toBeNull()
    camera.close()
    expect(fake.live).toBe(0)
    expect(video.srcObject).toBeNull()
  })

  it('releases the track when closed before the permission was given', async () => {
    const { camera, fake, names } = setUp()
    let allow = () => {}
    fake.answerWith(() => new Promise((resolve) => (allow = resolve)))
    const opening = camera.open()
    camera.close()
    allow()
    await opening
    await settle()
    expect(fake.tracks).toHaveLength(1)
    expect(fake.live).toBe(0)
    expect(names()).toEqual(['opening', 'closed'])
  })

  it('keeps one track while lenses are switched, also in a hurry', async () => {
    const { camera, fake, names } = setUp()
    await Promise.all([camera.open(), camera.open('wide'), camera.open('rear')])
    expect(fake.live).toBe(1)
    expect(names().filter((name) => name === 'running')).toHaveLength(1)
    camera.close()
    expect(fake.live).toBe(0)
  })

  it('releases the camera of a hidden page and comes back', async () => {
    const { camera, fake, page, names } = setUp()
    await camera.open()
    page.show(false)
    expect(fake.live).toBe(0)
    page.show(true)
    await settle()
    expect(fake.live).toBe(1)
    expect(names()).toEqual(['opening', 'running', 'paused', 'opening', 'running'])
    camera.close()
    page.show(false)
    page.show(true)
    await settle()
    expect(fake.live).toBe(0)
  })

  it('comes back when the system ends or mutes the track, and gives up in the end', async () => {
    const { camera, fake, states } = setUp()
    await camera.open()
    fake.tracks.at(-1)?.dispatchEvent(new Event('ended'))
    await settle()
    expect(fake.live).toBe(1)
    fake.tracks.at(-1)?.dispatchEvent(new Event('mute'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(fake.tracks).toHaveLength(3)
    fake.tracks.at(-1)?.dispatchEvent(new Event('mute'))
    fake.tracks.at(-1)?.dispatchEvent(new Event('unmute'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(fake.tracks).toHaveLength(3)
    for (let i = 0; i < 2; i++) {
      fake.tracks.at(-1)?.dispatchEvent(new Event('ended'))
      await settle()
    }
    expect(states.at(-1)).toEqual({ name: 'refused', refusal: 'in_use' })
    expect(fake.live).toBe(0)
  })

  it('tells a refusal', async () => {
    const { camera, fake, states } = setUp()
    fake.answerWith(() => Promise.reject(mediaError('NotAllowedError')))
    await camera.open()
    expect(states.at(-1)).toEqual({ name: 'refused', refusal: 'refused' })
  })

  it('offers what the lens can do, focuses continuously, and zooms where the lens is far-sighted', async () => {
    const { camera, fake, states } = setUp({
      capabilities: {
        torch: true,
        zoom: { min: 1, max: 8, step: 0.1 },
        focusMode: ['continuous', 'single-shot'],
        focusDistance: { min: 0.2, max: 10 },
        pointsOfInterest: [],
      },
    })
    await camera.open()
    expect(fake.tracks[0]?.applied).toEqual([
      { advanced: [{ focusMode: 'continuous' }] },
      { advanced: [{ zoom: 2 }] },
    ])
    expect(states.at(-1)).toMatchObject({
      camera: {
        zoom: 2,
        controls: { hasTorch: true, zoom: { min: 1, max: 8, step: 0.1 }, canFocusAt: true },
      },
    })
    camera.close()
  })

  it('leaves no track after 20 starts and stops', async () => {
    const { camera, fake } = setUp()
    for (let i = 0; i < 20; i++) {
      const opening = camera.open()
      if (i % 2 === 0) await opening
      camera.close()
    }
    await settle()
    expect(fake.tracks.length).toBeGreaterThanOrEqual(10)
    expect(fake.live).toBe(0)
  })
})
