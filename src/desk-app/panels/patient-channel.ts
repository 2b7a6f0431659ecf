/** After the desk's address: the window is the screen for patients. */
export const patientScreenHash = '#nguoi-benh'

/** What a desk's window tells the screen for patients: the counter code, or nothing. Nothing of a person. */
export type PatientChannel = {
  show: (code: string | undefined) => void
  /** Listens for a screen that opens; returns how to stop. */
  onOpened: (listener: () => void) => () => void
  /** Listens for codes; says first that a screen is there. Returns how to stop. */
  onCode: (listener: (code: string | undefined) => void) => () => void
}

/** The channel between the windows of one desk; nothing where the browser has none. */
export function openPatientChannel(): PatientChannel | undefined {
  if (!('BroadcastChannel' in window)) return undefined
  const channel = new BroadcastChannel('vi-bhyt-desk-patient')
  const listen = (handle: (data: unknown) => void) => {
    const hear = ({ data }: MessageEvent<unknown>) => handle(data)
    channel.addEventListener('message', hear)
    return () => channel.removeEventListener('message', hear)
  }
  return {
    show: (code) => channel.postMessage({ code }),
    onOpened: (listener) => listen((data) => data === 'opened' && listener()),
    onCode(listener) {
      const stop = listen((data) => {
        if (typeof data !== 'object' || data === null || !('code' in data)) return
        listener(typeof data.code === 'string' ? data.code : undefined)
      })
      channel.postMessage('opened')
      return stop
    },
  }
}
