import type { CameraPlatform } from '../../../../src/scanner/camera/open-stream.ts'

/** A track that tells whether it was stopped, and can be ended, muted and given abilities. */
export class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live'
  readonly applied: MediaTrackConstraints[] = []
  readonly #capabilities: object

  constructor(capabilities: object = {}) {
    super()
    this.#capabilities = capabilities
  }

  stop(): void {
    this.readyState = 'ended'
  }
  getCapabilities(): object {
    return this.#capabilities
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: 'rear' }
  }
  applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.applied.push(constraints)
    return Promise.resolve()
  }
}

/** A browser whose `getUserMedia` answers when and how the test says. */
export function fakePlatform(options: { capabilities?: object; isSecure?: boolean } = {}) {
  const tracks: FakeTrack[] = []
  const wishes: MediaStreamConstraints[] = []
  let answer: (constraints: MediaStreamConstraints) => Promise<void> = () => Promise.resolve()
  const platform = {
    isSecure: options.isSecure ?? true,
    mediaDevices: {
      async getUserMedia(constraints: MediaStreamConstraints) {
        wishes.push(constraints)
        await answer(constraints)
        const track = new FakeTrack(options.capabilities)
        tracks.push(track)
        return { getTracks: () => [track], getVideoTracks: () => [track] }
      },
      enumerateDevices: () =>
        Promise.resolve([
          { kind: 'videoinput', deviceId: 'rear', label: 'Back Camera' },
          { kind: 'audioinput', deviceId: 'mic', label: 'Microphone' },
          { kind: 'videoinput', deviceId: 'wide', label: 'Back Ultra Wide Camera' },
        ]),
    },
  } as unknown as CameraPlatform
  return {
    platform,
    tracks,
    wishes,
    answerWith(next: typeof answer) {
      answer = next
    },
    get live() {
      return tracks.filter((track) => track.readyState === 'live').length
    },
  }
}

/** An error as `getUserMedia` rejects with. */
export function mediaError(name: string): Error {
  const error = new Error('message')
  error.name = name
  return error
}
